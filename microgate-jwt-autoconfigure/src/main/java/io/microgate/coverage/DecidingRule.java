package io.microgate.coverage;

import org.jspecify.annotations.Nullable;

/**
 * What decides about the requests of one host and method that no earlier rule takes.
 *
 * @param requests the requests
 * @param effect what becomes of them
 * @param match the match of the route, {@code null} where no route decides
 * @param number position of the entry in its policy, {@code -1} where none decides
 * @param entry the entry, {@code null} where none decides
 */
record DecidingRule(RequestSet requests, Effect effect, @Nullable GovernedMatch match, int number,
		@Nullable PolicyEntry entry) {

	static DecidingRule of(RequestSet requests, GovernedMatch match, int number, PolicyEntry entry) {
		return new DecidingRule(requests, entry.effect(), match, number, entry);
	}

	static DecidingRule withoutEntry(RequestSet requests, GovernedMatch match) {
		return new DecidingRule(requests, Effect.NO_ENTRY, match, -1, null);
	}

	static DecidingRule withoutRoute(RequestSet requests, Effect effect) {
		return new DecidingRule(requests, effect, null, -1, null);
	}

	/** Whether the requests are refused, whatever they carry. */
	boolean refuses() {
		return switch (this.effect) {
			case DENIED, NO_ENTRY, NO_ROUTE -> true;
			case OPEN, AUTHENTICATED, CLAIMS, CERTIFICATE, PASSED, LEFT_TO_OTHERS -> false;
		};
	}

	/** Name of the route, {@code null} where none decides. */
	@Nullable String route() {
		return (this.match != null) ? this.match.route() : null;
	}

}
