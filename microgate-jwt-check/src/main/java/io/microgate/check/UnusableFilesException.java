package io.microgate.check;

/**
 * Thrown if the files of a configuration have problems. The message is what to print.
 */
final class UnusableFilesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnusableFilesException(String report) {
		super(report);
	}

}
