package io.microgate.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.microgate.match.PathPatternText;
import io.microgate.match.PatternSegment;
import io.microgate.match.Re2Expression;
import io.microgate.request.PathText;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteSpec.PathMatch;

import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Rules of routes that constraints do not express, and of routes among each other.
 */
final class RouteChecks {

	private static final String REGULAR_EXPRESSION = "RegularExpression";

	private static final Set<String> PATH_TYPES = Set.of("Exact", "PathPrefix", REGULAR_EXPRESSION);

	private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9!#$%&'*+.^_`|~]+");

	private static final int MAX_QUERY_VALUE = 1024;

	private final Problems problems;

	RouteChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		List<SpecElement<RouteSpec>> routes = SpecElement.find(properties, "routes", RouteSpec.class);
		for (SpecElement<RouteSpec> route : routes) {
			for (SpecElement<String> pattern : route.find("paths", String.class)) {
				checkPattern(pattern);
			}
			for (SpecElement<PathMatch> path : route.find("matches.path", PathMatch.class)) {
				checkPath(path);
			}
			checkValues(route);
		}
		checkIdentical(routes);
	}

	private void checkPattern(SpecElement<String> pattern) {
		try {
			PathPatternParser.defaultInstance.parse(PathPatternText.maskExpressions(pattern.spec()));
		}
		catch (PatternParseException ex) {
			this.problems.add(pattern.path(), pattern.spec(), "must be a Spring path pattern",
					"Correct it at position %d: %s".formatted(ex.getPosition(), ex.getMessage()));
			return;
		}
		PathPatternText text = PathPatternText.parse(pattern.spec());
		this.problems.add(pattern, PathText.checkPattern(pattern.spec(), text));
		for (PatternSegment segment : text.segments()) {
			checkExpressions(pattern, segment);
		}
	}

	private void checkExpressions(SpecElement<String> pattern, PatternSegment segment) {
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

	private void checkPath(SpecElement<PathMatch> path) {
		SpecElement<String> value = new SpecElement<>(path.path().child("value"), path.spec().value());
		if (!REGULAR_EXPRESSION.equals(path.spec().type())) {
			this.problems.add(value, PathText.EXACT.check(value.spec()));
		}
	}

	/**
	 * Checks headers and query parameters. In a manifest both are held to the Gateway
	 * API, which takes the names of parameters for names of headers.
	 */
	private void checkValues(SpecElement<RouteSpec> route) {
		for (SpecElement<String> name : route.find("matches.headers.name", String.class)) {
			checkName(name, "must be the name of a header");
		}
		if (this.problems.provenance().isInManifest(route.path())) {
			for (SpecElement<String> name : route.find("matches.queryParams.name", String.class)) {
				checkName(name, "must have the syntax of a header name in a manifest");
			}
			for (SpecElement<String> value : route.find("matches.queryParams.value", String.class)) {
				if (value.spec().codePointCount(0, value.spec().length()) > MAX_QUERY_VALUE) {
					this.problems.add(value.path(), value.spec(),
							"must have 1 to %d characters in a manifest".formatted(MAX_QUERY_VALUE),
							"Bring it to the required size");
				}
			}
		}
	}

	private void checkName(SpecElement<String> name, String rule) {
		if (!name.spec().isEmpty() && !TOKEN.matcher(name.spec()).matches()) {
			this.problems.add(name.path(), name.spec(), rule, "Use letters, digits and !#$%&'*+-.^_`|~ only");
		}
	}

	private void checkIdentical(List<SpecElement<RouteSpec>> routes) {
		Map<String, PropertyPath> firsts = new HashMap<>();
		for (SpecElement<RouteSpec> route : routes) {
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
	private static boolean hasKnownTypes(SpecElement<RouteSpec> route) {
		for (SpecElement<String> type : route.find("matches.path.type", String.class)) {
			if (!PATH_TYPES.contains(type.spec())) {
				return false;
			}
		}
		return true;
	}

}
