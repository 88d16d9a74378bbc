package io.microgate.jose;

/**
 * Says why a provider cannot be used, and what to do about it.
 */
@SuppressWarnings("serial")
final class UnusableProviderException extends Exception {

	static final String REPLACE = "Use another version of the provider.";

	private final String cure;

	UnusableProviderException(String message) {
		super(message);
		this.cure = REPLACE;
	}

	UnusableProviderException(Throwable cause, String cure) {
		super(cause.toString(), cause);
		this.cure = cure;
	}

	String cure() {
		return this.cure;
	}

}
