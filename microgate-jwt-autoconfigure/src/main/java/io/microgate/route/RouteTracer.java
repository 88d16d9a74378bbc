package io.microgate.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.microgate.match.ExpressionBudget;
import io.microgate.match.Re2Expression;
import io.microgate.match.TextNotJudgedException;
import io.microgate.policy.Policy;
import io.microgate.request.RequestFacts;
import io.microgate.route.RouteTrace.Mismatch;
import org.jspecify.annotations.Nullable;

/**
 * Compares a request with every match of a route table, to explain why it has the route
 * that the table finds.
 */
final class RouteTracer {

	/** Compiling an expression costs more than comparing it. */
	private static final int MAX_EXPRESSIONS = 200;

	private final RequestFacts request;

	private final Map<String, Policy> policies;

	private int expressions;

	RouteTracer(RequestFacts request, Map<String, Policy> policies) {
		this.request = request;
		this.policies = policies;
	}

	/** Returns the matches that are met and the nearest misses, each in their order. */
	List<RouteTrace> trace(List<ExpandedMatch> matches, int limit) {
		List<RouteTrace> traces = new ArrayList<>();
		for (ExpandedMatch match : matches) {
			traces.add(trace(match));
		}
		traces.sort(Comparator.comparingInt(RouteTracer::distance)
			.thenComparing(this::sharedBeginning, Comparator.reverseOrder()));
		return List.copyOf(traces.subList(0, Math.min(limit, traces.size())));
	}

	private static int distance(RouteTrace trace) {
		return (trace.mismatch() != null) ? 1 + trace.mismatch().ordinal() : 0;
	}

	/** How many characters another path has in common with that of the request. */
	private int sharedBeginning(RouteTrace trace) {
		String beginning = trace.match().path().literalBeginning();
		if (trace.mismatch() != Mismatch.PATH || beginning == null) {
			return 0;
		}
		String path = this.request.path();
		int shared = 0;
		while (shared < Math.min(path.length(), beginning.length())
				&& path.charAt(shared) == beginning.charAt(shared)) {
			shared++;
		}
		return shared;
	}

	private RouteTrace trace(ExpandedMatch match) {
		boolean governed = this.policies.containsKey(match.route());
		if (!isOnPath(match.path())) {
			return new RouteTrace(match, Mismatch.PATH, null, governed);
		}
		if (!isForHost(match.hostname())) {
			return new RouteTrace(match, Mismatch.HOST, null, governed);
		}
		String header = firstUnmet(match.headers(), Mismatch.HEADER);
		if (header != null) {
			return new RouteTrace(match, Mismatch.HEADER, header, governed);
		}
		String parameter = firstUnmet(match.queryParams(), Mismatch.QUERY_PARAMETER);
		if (parameter != null) {
			return new RouteTrace(match, Mismatch.QUERY_PARAMETER, parameter, governed);
		}
		boolean method = match.method() == null || match.method().equals(this.request.method());
		return new RouteTrace(match, method ? null : Mismatch.METHOD, null, governed);
	}

	private @Nullable String firstUnmet(List<RouteSpec.ValueMatch> specs, Mismatch kind) {
		for (ValueCondition condition : ValueCondition.compile(specs)) {
			List<String> values = (kind == Mismatch.HEADER) ? this.request.headers(condition.name())
					: this.request.queryParameters(condition.name());
			try {
				if (!condition.matchesAny(values, ExpressionBudget.ofRequest())) {
					return condition.name();
				}
			}
			catch (TextNotJudgedException ex) {
				return condition.name();
			}
		}
		return null;
	}

	private boolean isForHost(String hostname) {
		String host = this.request.host();
		return hostname.isEmpty() || (hostname.startsWith("*.")
				? host.length() > hostname.length() - 1 && host.endsWith(hostname.substring(1)) && !host.startsWith(".")
				: hostname.equals(host));
	}

	private boolean isOnPath(RoutePath path) {
		String requested = this.request.path();
		if (path.kind() == RoutePath.Kind.LITERAL) {
			return path.text().equals(requested);
		}
		if (requested.isEmpty() || requested.length() > ExpressionBudget.MAX_TEXT) {
			return false;
		}
		return (path.kind() == RoutePath.Kind.PATTERN) ? path.contains(requested) : matches(path.text(), requested);
	}

	private boolean matches(String expression, String requested) {
		if (this.expressions == MAX_EXPRESSIONS) {
			return false;
		}
		this.expressions++;
		try {
			return Re2Expression.compile(expression).matcher().matches(requested, ExpressionBudget.ofRequest());
		}
		catch (TextNotJudgedException ex) {
			return false;
		}
	}

}
