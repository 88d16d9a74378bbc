package io.microgate.autoconfigure;

/**
 * A configuration that has passed all checks cannot be put in force.
 */
final class UnusableConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnusableConfigurationException(RuntimeException cause) {
		super("The configuration under 'microgate' has passed all checks but cannot be put in force: " + cause, cause);
	}

}
