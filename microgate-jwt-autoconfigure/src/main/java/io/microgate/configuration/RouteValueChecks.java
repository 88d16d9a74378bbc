package io.microgate.configuration;

import java.util.regex.Pattern;

import io.microgate.route.RouteSpec;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.ValueMatch;

/**
 * Rules for the headers and query parameters of a route. In a manifest both are held to
 * the Gateway API, which takes the names of parameters for names of headers.
 */
final class RouteValueChecks {

	private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9!#$%&'*+.^_`|~]+");

	private static final int MAX_QUERY_VALUE = 1024;

	private final Problems problems;

	RouteValueChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		Located.resources("routes", properties.routes())
			.flatMap((route) -> route.items("matches", RouteSpec::matches))
			.forEach(this::check);
	}

	private void check(Located<Match> match) {
		match.items("headers", Match::headers)
			.flatMap((header) -> header.child("name", ValueMatch::name))
			.forEach((name) -> checkName(name, "must be the name of a header"));
		if (this.problems.provenance().isInManifest(match.path())) {
			match.items("queryParams", Match::queryParams).forEach(this::checkParameter);
		}
	}

	private void checkParameter(Located<ValueMatch> parameter) {
		parameter.child("name", ValueMatch::name)
			.forEach((name) -> checkName(name, "must have the syntax of a header name in a manifest"));
		parameter.child("value", ValueMatch::value)
			.filter((value) -> value.spec().codePointCount(0, value.spec().length()) > MAX_QUERY_VALUE)
			.forEach((value) -> this.problems.add(value.path(), value.spec(),
					"must have 1 to %d characters in a manifest".formatted(MAX_QUERY_VALUE),
					"Bring it to the required size"));
	}

	private void checkName(Located<String> name, String rule) {
		if (!name.spec().isEmpty() && !TOKEN.matcher(name.spec()).matches()) {
			this.problems.add(name.path(), name.spec(), rule, "Use letters, digits and !#$%&'*+-.^_`|~ only");
		}
	}

}
