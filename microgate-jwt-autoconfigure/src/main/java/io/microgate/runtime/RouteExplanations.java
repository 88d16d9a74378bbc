package io.microgate.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.engine.DecisionTrace;
import io.microgate.engine.Explanation;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.Route;
import io.microgate.route.RouteMatch;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteTrace;
import org.jspecify.annotations.Nullable;

/**
 * Explains which routes were considered, without values of headers and query parameters.
 */
final class RouteExplanations {

	private final TracedConfiguration traced;

	private final @Nullable RouteTrace chosen;

	RouteExplanations(TracedConfiguration traced) {
		this.traced = traced;
		this.chosen = chosen(traced.trace());
	}

	private static @Nullable RouteTrace chosen(DecisionTrace trace) {
		RouteMatch found = trace.match();
		Route route = found.route();
		RouteTrace first = null;
		for (RouteTrace each : trace.routes()) {
			if (route != null && each.match().route().equals(route.name())) {
				boolean same = each.mismatch() == null && Objects.equals(each.match().path(), found.path());
				if (same) {
					return each;
				}
				first = (first != null) ? first : each;
			}
		}
		return first;
	}

	List<Explanation.Route> explain() {
		List<Explanation.Route> routes = new ArrayList<>();
		if (this.chosen != null) {
			routes.add(explain(this.chosen, "chosen", null));
		}
		for (RouteTrace route : this.traced.trace().routes()) {
			if (route != this.chosen) {
				routes.add(explain(route));
			}
		}
		return routes;
	}

	private Explanation.Route explain(RouteTrace route) {
		if (route.mismatch() != null) {
			return explain(route, "not matched", mismatch(route));
		}
		if (!route.governed()) {
			return explain(route, "without policy",
					"The route has no access control policy, and keeps its requests from less specific routes");
		}
		return explain(route, "less specific", whyNotChosen());
	}

	private String whyNotChosen() {
		if (this.chosen != null) {
			return "Route '%s' is more specific".formatted(this.chosen.match().route());
		}
		return this.traced.trace().decision().allowed() ? "The path is open by itself" : "The request has no route";
	}

	private Explanation.Route explain(RouteTrace route, String outcome, @Nullable String because) {
		return new Explanation.Route(route.match().route(), describe(route.match()), place(this.traced, route.match()),
				outcome, because);
	}

	/** Where a match is written. */
	static @Nullable String place(TracedConfiguration traced, ExpandedMatch match) {
		ExpandedMatch.Source source = match.source();
		return source.component().isEmpty() ? traced.configuration().places().find("routes", match.route())
				: traced.configuration().places().find("routes", match.route(), source.component(), source.index());
	}

	private static String mismatch(RouteTrace route) {
		ExpandedMatch match = route.match();
		return switch (Objects.requireNonNull(route.mismatch())) {
			case METHOD -> "The method is not " + match.method();
			case HEADER -> "Header '%s' does not match".formatted(route.name());
			case QUERY_PARAMETER -> "Query parameter '%s' does not match".formatted(route.name());
			case HOST -> "The host is not " + match.hostname();
			case PATH -> "The request does not meet the condition: path " + match.path().condition();
		};
	}

	private static String describe(ExpandedMatch match) {
		StringBuilder text = new StringBuilder(match.hostname().isEmpty() ? "any host" : "host " + match.hostname());
		text.append(", path ").append(match.path().condition());
		if (match.method() != null) {
			text.append(", method ").append(match.method());
		}
		for (RouteSpec.ValueMatch header : match.headers()) {
			text.append(", header '").append(header.name()).append('\'');
		}
		for (RouteSpec.ValueMatch parameter : match.queryParams()) {
			text.append(", query parameter '").append(parameter.name()).append('\'');
		}
		return text.toString();
	}

}
