package io.microgate.coverage;

import java.util.List;

/**
 * Summarizes the rulings on a mapping.
 */
public enum CoverageStatus {

	/** All its requests are let through. */
	OPEN,

	/** Some of its requests may be let through. */
	OPEN_IN_PART,

	/** No route is for its requests. */
	UNMATCHED,

	/** No route may be for some of its requests. */
	UNMATCHED_IN_PART,

	/** Only entries and routes for every path are for its requests. */
	ONLY_CATCH_ALL,

	/** Entries or routes for certain paths are for its requests. */
	GOVERNED;

	static CoverageStatus of(List<Ruling> rulings) {
		long open = rulings.stream().map(Ruling::effect).filter(CoverageStatus::isOpen).count();
		if (open > 0) {
			return (open == rulings.size()) ? OPEN : OPEN_IN_PART;
		}
		long unmatched = rulings.stream().map(Ruling::effect).filter(Effect::isUnmatched).count();
		if (unmatched > 0) {
			return (unmatched == rulings.size()) ? UNMATCHED : UNMATCHED_IN_PART;
		}
		return rulings.stream().allMatch(Ruling::catchAll) ? ONLY_CATCH_ALL : GOVERNED;
	}

	private static boolean isOpen(Effect effect) {
		return effect == Effect.OPEN || effect == Effect.PASSED;
	}

}
