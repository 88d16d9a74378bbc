package io.microgate.route;

import org.jspecify.annotations.Nullable;

/**
 * Whether a request meets a match of a route, to explain its route.
 *
 * @param match the match
 * @param mismatch what the request does not meet, {@code null} if it meets the match
 * @param name name of the header or query parameter that is not met, {@code null} for
 * another mismatch
 * @param governed whether the route has a policy
 */
public record RouteTrace(ExpandedMatch match, @Nullable Mismatch mismatch, @Nullable String name, boolean governed) {

	/**
	 * What a request does not meet, the nearest miss first.
	 */
	public enum Mismatch {

		/** The method. */
		METHOD,

		/** A header field. */
		HEADER,

		/** A query parameter. */
		QUERY_PARAMETER,

		/** The host. */
		HOST,

		/** The path. */
		PATH

	}

}
