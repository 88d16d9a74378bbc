package io.microgate.integration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;

/**
 * Keeps the security events that were published.
 */
class SecurityEvents {

	private final List<Object> events = new CopyOnWriteArrayList<>();

	@EventListener
	void authentication(AbstractAuthenticationEvent event) {
		this.events.add(event);
	}

	@EventListener
	void denied(AuthorizationDeniedEvent<?> event) {
		this.events.add(event);
	}

	void clear() {
		this.events.clear();
	}

	/** Simple names of the events in order. */
	List<String> names() {
		return this.events.stream().map((event) -> event.getClass().getSimpleName()).toList();
	}

	List<Object> all() {
		return List.copyOf(this.events);
	}

}
