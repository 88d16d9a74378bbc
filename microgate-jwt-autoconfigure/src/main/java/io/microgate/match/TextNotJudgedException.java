package io.microgate.match;

/**
 * Thrown when matching a string by regular expressions would cost more than a client may
 * cause. Has no stack trace, because clients can provoke it cheaply.
 */
@SuppressWarnings("serial")
public final class TextNotJudgedException extends RuntimeException {

	TextNotJudgedException() {
		super("Matching a string by regular expressions would cost too much", null, false, false);
	}

}
