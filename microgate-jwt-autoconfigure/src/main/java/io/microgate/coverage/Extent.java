package io.microgate.coverage;

/**
 * How much of a mapping's requests something holds for, as far as it can be proved.
 */
enum Extent {

	/** For every request. */
	ALL,

	/** For some at most, or it cannot be told. */
	SOME,

	/** For none. */
	NONE;

	static Extent of(boolean holds) {
		return holds ? ALL : NONE;
	}

	Extent and(Extent other) {
		return (compareTo(other) < 0) ? other : this;
	}

	Extent invert() {
		return switch (this) {
			case ALL -> NONE;
			case SOME -> SOME;
			case NONE -> ALL;
		};
	}

}
