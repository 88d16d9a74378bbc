package io.microgate.autoconfigure;

import java.util.List;

/**
 * Stops the start of an application that was processed ahead of time with other values
 * than it is started with.
 */
final class AheadOfTimeMismatchException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final String HEADLINE = "The application was processed ahead of time with other values of what is fixed"
			+ " at build time:%n%n    ";

	AheadOfTimeMismatchException(List<String> differences) {
		super(HEADLINE.formatted() + String.join("%n    ".formatted(), differences));
	}

}
