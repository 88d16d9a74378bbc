package io.microgate.jwks;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a document cannot be fetched or is refused. Message and hint are safe to
 * log: what they quote of the other side is short and printable, and they hold no secret.
 */
final class FetchException extends IOException {

	private static final long serialVersionUID = 1L;

	private final @Nullable String hint;

	FetchException(String message) {
		this(message, null);
	}

	/**
	 * Creates the exception.
	 * @param message what is wrong, without a full stop
	 * @param hint what to do, {@code null} if there is nothing to say
	 */
	FetchException(String message, @Nullable String hint) {
		super(message);
		this.hint = hint;
	}

	@Nullable String hint() {
		return this.hint;
	}

}
