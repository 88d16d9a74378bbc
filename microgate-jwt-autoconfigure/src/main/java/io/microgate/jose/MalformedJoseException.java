package io.microgate.jose;

/**
 * Thrown when input is not what JOSE allows. The message says what is wrong and never
 * quotes the input, so it is safe to log. There is no stack trace: hostile input is an
 * everyday event.
 */
public final class MalformedJoseException extends Exception {

	private static final long serialVersionUID = 1L;

	public MalformedJoseException(String message) {
		super(message, null, false, false);
	}

}
