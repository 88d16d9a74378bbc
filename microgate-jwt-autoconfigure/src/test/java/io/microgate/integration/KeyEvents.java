package io.microgate.integration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.microgate.jwks.JwksKeysChangedEvent;

import org.springframework.context.event.EventListener;

/**
 * Keeps the changes of keys that were published.
 */
class KeyEvents {

	private final List<JwksKeysChangedEvent> events = new CopyOnWriteArrayList<>();

	@EventListener
	void keysChanged(JwksKeysChangedEvent event) {
		this.events.add(event);
	}

	List<JwksKeysChangedEvent> all() {
		return List.copyOf(this.events);
	}

}
