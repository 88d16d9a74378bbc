package io.microgate.secret;

import java.io.IOException;

/**
 * Thrown when certificates, revocation lists or an SSL bundle cannot be used. The message
 * is safe to log: it never quotes their content.
 */
public final class UnusableMaterialException extends IOException {

	private static final long serialVersionUID = 1L;

	public UnusableMaterialException(String message) {
		super(message);
	}

}
