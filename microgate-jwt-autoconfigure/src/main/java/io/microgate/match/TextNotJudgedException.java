package io.microgate.match;

/**
 * Thrown when judging a text by regular expressions would cost more than a stranger may
 * cause. Has no stack trace: what throws it is known, and it is cheap to provoke.
 */
@SuppressWarnings("serial")
public final class TextNotJudgedException extends RuntimeException {

	TextNotJudgedException() {
		super("Judging a text by regular expressions would cost too much", null, false, false);
	}

}
