package io.microgate.configuration;

import java.util.List;

import io.microgate.request.TestRequest;

/**
 * A request whose verdict is known.
 *
 * @param name what is special about it
 * @param request the request
 * @param guards the nodes of the manifests that refuse it, each on its own: no edit
 * elsewhere may let it through. {@code null} if it is let through
 */
record Probe(String name, TestRequest request, List<String> guards) {

	boolean refused() {
		return this.guards != null;
	}

}
