package io.microgate.policy;

/**
 * Whether a request meets a condition.
 */
enum Answer {

	/** It does. */
	YES,

	/** It does not. */
	NO,

	/** It cannot be told, so that nothing may be concluded from it, inverted or not. */
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
