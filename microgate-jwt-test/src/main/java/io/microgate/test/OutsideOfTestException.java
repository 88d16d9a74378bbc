package io.microgate.test;

/**
 * Stops the start of an application with this module outside of a test.
 */
final class OutsideOfTestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	OutsideOfTestException() {
		super("The module 'microgate-jwt-test' is on the class path of an application that no test has started. It"
				+ " replaces the keys that tokens are verified with by keys of a test, so it must not be there when an"
				+ " application serves clients.");
	}

}
