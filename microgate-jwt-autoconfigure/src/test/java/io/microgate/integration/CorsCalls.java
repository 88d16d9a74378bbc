package io.microgate.integration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what of an application has been run for a request: handlers and predicates.
 */
class CorsCalls {

	private final List<String> names = new CopyOnWriteArrayList<>();

	void add(String name) {
		this.names.add(name);
	}

	void clear() {
		this.names.clear();
	}

	List<String> names() {
		return List.copyOf(this.names);
	}

}
