package io.microgate.policy;

/**
 * Whether a request, or the token that it carries, meets a condition.
 */
public enum Answer {

	/** It meets it. */
	YES,

	/** It does not meet it. */
	NO,

	/** Unknown, so nothing is concluded from it, inverted or not. */
	UNKNOWN;

	static Answer of(boolean met) {
		return met ? YES : NO;
	}

	Answer invert() {
		return switch (this) {
			case YES -> NO;
			case NO -> YES;
			case UNKNOWN -> UNKNOWN;
		};
	}

}
