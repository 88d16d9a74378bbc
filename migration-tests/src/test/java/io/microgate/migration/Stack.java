package io.microgate.migration;

import org.springframework.boot.WebApplicationType;

/**
 * A web stack, with its server.
 */
enum Stack {

	SERVLET(WebApplicationType.SERVLET), REACTIVE(WebApplicationType.REACTIVE);

	private final WebApplicationType type;

	Stack(WebApplicationType type) {
		this.type = type;
	}

	WebApplicationType type() {
		return this.type;
	}

}
