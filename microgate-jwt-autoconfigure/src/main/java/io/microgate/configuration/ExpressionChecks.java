package io.microgate.configuration;

import java.util.stream.Stream;

import io.microgate.match.Re2Expression;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.ValueMatch;

/**
 * Refuses regular expressions that a client could make expensive: those that see what it
 * sends before it is authenticated.
 */
final class ExpressionChecks {

	private static final String REGULAR_EXPRESSION = "RegularExpression";

	private final Problems problems;

	ExpressionChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		RegexConditions.beforeAuthentication(properties)
			.forEach((regex) -> checkCost(regex, Re2Expression.isValid(regex.spec())));
		Located.resources("routes", properties.routes())
			.flatMap((route) -> route.items("matches", RouteSpec::matches))
			.flatMap(ExpressionChecks::expressions)
			.forEach(this::checkSyntax);
	}

	private static Stream<Located<String>> expressions(Located<Match> match) {
		Stream<Located<String>> paths = match.child("path", Match::path)
			.filter((path) -> REGULAR_EXPRESSION.equals(path.spec().type()))
			.map((path) -> new Located<>(path.path().child("value"), path.spec().value()));
		Stream<Located<String>> values = Stream
			.concat(match.items("headers", Match::headers), match.items("queryParams", Match::queryParams))
			.filter((value) -> REGULAR_EXPRESSION.equals(value.spec().type()))
			.flatMap((value) -> value.child("value", ValueMatch::value));
		return Stream.concat(paths, values);
	}

	private void checkSyntax(Located<String> regex) {
		boolean valid = Re2Expression.isValid(regex.spec());
		if (!valid) {
			this.problems.add(regex.path(), regex.spec(), Constraint.RE2_RULE, Constraint.RE2_CURE);
		}
		checkCost(regex, valid);
	}

	/** Read as ignoring case, which costs no less. */
	private void checkCost(Located<String> regex, boolean valid) {
		if (valid && !Re2Expression.compile(regex.spec(), true).isAffordable()) {
			this.problems.add(regex.path(), regex.spec(),
					"must be cheaper to match, because a client can cause that before it is authenticated",
					"Anchor it with ^, lower its repetition counts, or use prefix, suffix or contains");
		}
	}

}
