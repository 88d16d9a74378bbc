package io.microgate.route;

import java.util.Comparator;

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
			if (!header.matchesAny(request.headers(header.name()))) {
				return false;
			}
		}
		for (ValueCondition parameter : this.queryParams) {
			if (!parameter.matchesAny(request.queryParameters(parameter.name()))) {
				return false;
			}
		}
		return true;
	}

}
