package io.microgate.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.match.PathPatternText;
import io.microgate.match.PatternSegment;
import io.microgate.match.Re2Expression;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;

import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Rules of routes that constraints do not express, and of routes among each other.
 */
final class RouteChecks {

	private static final String REGULAR_EXPRESSION = "RegularExpression";

	private static final Set<String> PATH_TYPES = Set.of("Exact", "PathPrefix", REGULAR_EXPRESSION);

	private final Problems problems;

	private final PathTexts pathTexts;

	RouteChecks(Problems problems) {
		this.problems = problems;
		this.pathTexts = new PathTexts(problems);
	}

	void check(MicrogateProperties properties) {
		List<Located<RouteSpec>> routes = Located.resources("routes", properties.routes()).toList();
		routes.forEach((route) -> {
			route.items("paths", RouteSpec::paths).forEach(this::checkPattern);
			route.items("matches", RouteSpec::matches)
				.flatMap((match) -> match.child("path", Match::path))
				.forEach(this::checkPath);
		});
		checkIdentical(routes);
	}

	private void checkPattern(Located<String> pattern) {
		try {
			PathPatternParser.defaultInstance.parse(PathPatternText.maskExpressions(pattern.spec()));
		}
		catch (PatternParseException ex) {
			this.problems.add(pattern.path(), pattern.spec(), "must be a Spring path pattern",
					"Correct it at position %d: %s".formatted(ex.getPosition(), ex.getMessage()));
			return;
		}
		PathPatternText text = PathPatternText.parse(pattern.spec());
		this.pathTexts.checkPattern(pattern, text);
		text.segments().forEach((segment) -> checkExpressions(pattern, segment));
	}

	private void checkExpressions(Located<String> pattern, PatternSegment segment) {
		for (PatternSegment.Part part : segment.parts()) {
			String problem = (part.expression() != null) ? Re2Expression.variableProblem(part.expression()) : null;
			if (problem != null) {
				this.problems.add(pattern.path(), pattern.spec(),
						"has the expression '%s' for the variable '%s', which %s".formatted(part.expression(),
								part.text(), problem),
						"Correct the expression, or use a route of type RegularExpression");
				return;
			}
		}
	}

	private void checkPath(Located<PathMatch> path) {
		Located<String> value = new Located<>(path.path().child("value"), path.spec().value());
		if (!REGULAR_EXPRESSION.equals(path.spec().type())) {
			this.pathTexts.checkWhole(value);
		}
	}

	private void checkIdentical(List<Located<RouteSpec>> routes) {
		Map<String, PropertyPath> firsts = new HashMap<>();
		for (Located<RouteSpec> route : routes) {
			if (!hasKnownTypes(route)) {
				continue;
			}
			for (ExpandedMatch match : ExpandedMatch.expand(route.path().name(), route.spec())) {
				PropertyPath first = firsts.putIfAbsent(match.identity(), route.path());
				if (first != null && !first.equals(route.path())) {
					this.problems.add(route.path(), null,
							"must match other requests than %s, but both match: %s"
								.formatted(this.problems.provenance().quote(first), match.describe()),
							"Join the routes, or tell them apart");
					break;
				}
			}
		}
	}

	/** Others have been reported by then. */
	private static boolean hasKnownTypes(Located<RouteSpec> route) {
		return route.items("matches", RouteSpec::matches)
			.flatMap((match) -> match.child("path", Match::path))
			.allMatch((path) -> PATH_TYPES.contains(path.spec().type()));
	}

}
