package io.microgate.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Stops the start of an application whose version of Spring Boot is too old.
 */
final class UnsupportedBootVersionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String oldest;

	UnsupportedBootVersionException(@Nullable String version, String oldest) {
		super("Microgate JWT needs Spring Boot %s or newer, but the application runs with %s".formatted(oldest,
				(version != null) ? version : "a version that is older"));
		this.oldest = oldest;
	}

	String oldest() {
		return this.oldest;
	}

}
