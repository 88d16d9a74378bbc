package io.microgate.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.re2j.Pattern;
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

	private static final Pattern VARIABLE = Pattern.compile("\\{.*}");

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
			PathPatternParser.defaultInstance.parse(pattern.spec());
			this.pathTexts.checkWhole(pattern, VARIABLE.matcher(pattern.spec()).replaceAll("x"));
		}
		catch (PatternParseException ex) {
			this.problems.add(pattern.path(), pattern.spec(), "must be a Spring path pattern",
					"Correct it at position %d: %s".formatted(ex.getPosition(), ex.getMessage()));
		}
	}

	private void checkPath(Located<PathMatch> path) {
		Located<String> value = new Located<>(path.path().child("value"), path.spec().value());
		if (!REGULAR_EXPRESSION.equals(path.spec().type())) {
			this.pathTexts.checkWhole(value, value.spec());
		}
	}

	private void checkIdentical(List<Located<RouteSpec>> routes) {
		Map<String, PropertyPath> firsts = new HashMap<>();
		for (Located<RouteSpec> route : routes) {
			for (String match : RouteMatches.expand(route.spec())) {
				PropertyPath first = firsts.putIfAbsent(match, route.path());
				if (first != null && !first.equals(route.path())) {
					this.problems.add(route.path(), null,
							"must match other requests than %s, but both match: %s"
								.formatted(this.problems.manifests().quote(first), match),
							"Join the routes, or tell them apart");
					break;
				}
			}
		}
	}

}
