package io.microgate.coverage;

/**
 * How what a configuration lets through differs from what another one does, in the order
 * of what a reader has to see first.
 */
public enum AccessChange {

	/**
	 * Some requests may be let through that were refused, and none the other way round.
	 */
	WIDER,

	/** Cannot be compared: some requests may be let through, others refused. */
	CHANGED,

	/**
	 * Some requests may be refused that were let through, and none the other way round.
	 */
	NARROWER,

	/** Another route or entry decides, which asks for the same. */
	MOVED,

	/** There is no difference. */
	SAME;

	/**
	 * Compares two sets of requests.
	 * @param oldWithinNew whether the new one provably has all of the old one
	 * @param newWithinOld whether the old one provably has all of the new one
	 * @return what can be proved
	 */
	static AccessChange of(boolean oldWithinNew, boolean newWithinOld) {
		if (oldWithinNew) {
			return newWithinOld ? SAME : WIDER;
		}
		return newWithinOld ? NARROWER : CHANGED;
	}

}
