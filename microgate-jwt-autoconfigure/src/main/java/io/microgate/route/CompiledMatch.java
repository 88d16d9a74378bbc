package io.microgate.route;

import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A compiled match of a route for one host, for requests whose host and path match.
 */
final class CompiledMatch {

	private final int rank;

	private final RoutePath path;

	private final @Nullable String method;

	private final ValueCondition[] headers;

	private final ValueCondition[] queryParams;

	private final RouteMatch whole;

	private final RouteMatch pathOnly;

	/**
	 * Compiles a match.
	 * @param match the match
	 * @param route its route
	 * @param rank its position among all matches, smaller than that of any match it
	 * precedes
	 */
	CompiledMatch(ExpandedMatch match, Route route, int rank) {
		this.rank = rank;
		this.path = match.path();
		this.method = match.method();
		this.headers = ValueCondition.compile(match.headers());
		this.queryParams = ValueCondition.compile(match.queryParams());
		this.whole = (route.policy() != null) ? new RouteMatch(route, this.path, true) : RouteMatch.NONE;
		this.pathOnly = new RouteMatch(null, this.path, true);
	}

	int rank() {
		return this.rank;
	}

	RoutePath path() {
		return this.path;
	}

	/** The outcome when host, path and all conditions match. */
	RouteMatch whole() {
		return this.whole;
	}

	/** The outcome when only the path matches. */
	RouteMatch pathOnly() {
		return this.pathOnly;
	}

	boolean matches(RequestFacts request) {
		if (this.method != null && !this.method.equals(request.method())) {
			return false;
		}
		for (ValueCondition header : this.headers) {
			if (!header.matchesAny(request.headers(header.name()), request.expressionBudget())) {
				return false;
			}
		}
		for (ValueCondition parameter : this.queryParams) {
			if (!parameter.matchesAny(request.queryParameters(parameter.name()), request.expressionBudget())) {
				return false;
			}
		}
		return true;
	}

	/** The first of two, either of which may be missing. */
	static @Nullable CompiledMatch first(@Nullable CompiledMatch one, @Nullable CompiledMatch other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (other.rank < one.rank) ? other : one;
	}

}
