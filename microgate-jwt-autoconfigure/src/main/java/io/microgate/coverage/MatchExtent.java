package io.microgate.coverage;

/**
 * For how many requests of a mapping something provably holds.
 */
enum MatchExtent {

	/** For every request. */
	ALL,

	/** For some at most, or it cannot be proved. */
	SOME,

	/** For none. */
	NONE;

	static MatchExtent of(boolean holds) {
		return holds ? ALL : NONE;
	}

	MatchExtent and(MatchExtent other) {
		return (compareTo(other) < 0) ? other : this;
	}

	MatchExtent invert() {
		return switch (this) {
			case ALL -> NONE;
			case SOME -> SOME;
			case NONE -> ALL;
		};
	}

}
