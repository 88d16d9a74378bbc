package io.microgate.route;

import java.util.List;

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

	private final RouteMatch outcome;

	private CompiledMatch(int rank, RoutePath path, @Nullable String method, ValueCondition[] headers,
			ValueCondition[] queryParams, RouteMatch outcome) {
		this.rank = rank;
		this.path = path;
		this.method = method;
		this.headers = headers;
		this.queryParams = queryParams;
		this.outcome = outcome;
	}

	/**
	 * Compiles a match.
	 * @param match the match
	 * @param route its route
	 * @param rank its position among all matches, smaller than that of any match it
	 * precedes
	 */
	static CompiledMatch of(ExpandedMatch match, Route route, int rank) {
		return new CompiledMatch(rank, match.path(), match.method(), ValueCondition.compile(match.headers()),
				ValueCondition.compile(match.queryParams()),
				(route.policy() != null) ? new RouteMatch(route, match.path(), true) : RouteMatch.NONE);
	}

	/** Compiles a match that only looks at the path, and so finds no route. */
	static CompiledMatch ofPath(ExpandedMatch match, int rank) {
		return new CompiledMatch(rank, match.path(), null, ValueCondition.NONE, ValueCondition.NONE,
				new RouteMatch(null, match.path(), true));
	}

	int rank() {
		return this.rank;
	}

	RoutePath path() {
		return this.path;
	}

	/** What the route table knows of a request that matches. */
	RouteMatch outcome() {
		return this.outcome;
	}

	boolean matches(RequestFacts request) {
		if (this.method != null && !this.method.equals(request.method())) {
			return false;
		}
		for (ValueCondition header : this.headers) {
			if (!header.matchesAny(request.headers(header.name()), request)) {
				return false;
			}
		}
		for (ValueCondition parameter : this.queryParams) {
			if (!parameter.matchesAny(request.queryParameters(parameter.name()), request)) {
				return false;
			}
		}
		return true;
	}

	/** Finds the first of several that a request matches, in their order. */
	static @Nullable CompiledMatch find(List<CompiledMatch> matches, RequestFacts request) {
		for (int i = 0; i < matches.size(); i++) {
			if (matches.get(i).matches(request)) {
				return matches.get(i);
			}
		}
		return null;
	}

	/** The first of two, either of which may be missing. */
	static @Nullable CompiledMatch first(@Nullable CompiledMatch one, @Nullable CompiledMatch other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (other.rank < one.rank) ? other : one;
	}

}
