package io.microgate.autoconfigure;

/**
 * Stops the start if a configuration that has passed all checks cannot be compiled.
 */
final class UnusableConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnusableConfigurationException(RuntimeException cause) {
		super("The configuration under 'microgate' has passed all checks but cannot be put in force: " + cause, cause);
	}

}
