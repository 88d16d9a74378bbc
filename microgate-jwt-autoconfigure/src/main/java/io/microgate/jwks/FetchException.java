package io.microgate.jwks;

import java.io.IOException;

/**
 * Thrown when an answer is refused. The message is safe to log: it never quotes the
 * answer.
 */
final class FetchException extends IOException {

	private static final long serialVersionUID = 1L;

	FetchException(String message) {
		super(message);
	}

}
