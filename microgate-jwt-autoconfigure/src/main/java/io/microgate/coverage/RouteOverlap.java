package io.microgate.coverage;

import io.microgate.route.ExpandedMatch;

/**
 * Names two matches that are for some of the same requests.
 *
 * @param kind the consequence
 * @param winner the match that comes first and decides about those requests
 * @param loser the other match
 */
public record RouteOverlap(Kind kind, ExpandedMatch winner, ExpandedMatch loser) {

	/**
	 * The consequence of an overlap.
	 */
	public enum Kind {

		/** The winner takes all requests of the loser, which is never reached. */
		LOSER_UNREACHABLE,

		/**
		 * The winner is a regular expression and takes paths that the loser protects
		 * better.
		 */
		LOSER_STRICTER,

		/** The same, as far as can be told without trying every path. */
		LOSER_PERHAPS_STRICTER,

		/** Nothing but the names of the routes says which of them comes first. */
		ORDERED_BY_NAME,

		/** Neither is for all paths of the other, and their policies differ. */
		POLICIES_DIFFER,

		/**
		 * Both are of one route, and a path variable that claims are compared with is
		 * another segment in each.
		 */
		VARIABLES_DIFFER

	}

}
