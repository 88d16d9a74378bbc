package io.microgate.route;

import java.util.Comparator;
import java.util.List;

import io.microgate.match.QueryParameters;
import io.microgate.match.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * One match of a route beyond host and path, ordered by the precedence of the Gateway
 * API: method, number of headers, number of query parameters, name of the route.
 */
final class CompiledMatch {

	static final Comparator<CompiledMatch> PRECEDENCE = Comparator
		.comparing((CompiledMatch match) -> match.method == null)
		.thenComparing((match) -> -match.headers.length)
		.thenComparing((match) -> -match.queryParams.length)
		.thenComparing((match) -> match.route.name());

	private static final long STEPS_PER_CHAR = 2;

	private final Route route;

	private final @Nullable String method;

	private final ValueCondition[] headers;

	private final ValueCondition[] queryParams;

	private final RouteMatch whole;

	private final RouteMatch pathOnly;

	CompiledMatch(Route route, RouteSpec.@Nullable Match spec, @Nullable String literal) {
		this.route = route;
		this.method = (spec != null) ? spec.method() : null;
		this.headers = ValueCondition.compile((spec != null) ? spec.headers() : null);
		this.queryParams = ValueCondition.compile((spec != null) ? spec.queryParams() : null);
		this.whole = (route.policy() != null) ? new RouteMatch(route, literal, true) : RouteMatch.NONE;
		this.pathOnly = new RouteMatch(null, literal, true);
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
			if (!parameter.matchesAny(values(request, parameter.name()), request.expressionBudget())) {
				return false;
			}
		}
		return true;
	}

	/** Reads the whole query for each parameter, so that has to be paid for as well. */
	private static List<String> values(RequestFacts request, String parameter) {
		String query = request.query();
		if (query != null) {
			request.expressionBudget().spend(STEPS_PER_CHAR * query.length());
		}
		return QueryParameters.values(query, parameter);
	}

}
