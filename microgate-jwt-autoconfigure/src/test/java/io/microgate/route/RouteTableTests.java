package io.microgate.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.policy.PolicyResources;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteTable}: the name of each route says why it is found.
 */
class RouteTableTests {

	private final Map<String, RouteSpec> specs = new LinkedHashMap<>();

	@ParameterizedTest
	@CsvSource({ "GET h/api, api", "GET h/api/, api", "GET h/api/x/y, api", "GET h/apis, none", "GET h/API, none",
			"GET h/exact, exact", "GET h/exact/, none", "GET h/exact/x, none", "GET h/one/x, one",
			"GET h/one/x/y, none", "GET h/one, none" })
	void resolveWhenPathsThenSpringPatterns(String request, String route) {
		paths("api", "/api/**");
		paths("exact", "/exact");
		paths("one", "/one/{id}");
		assertThat(resolve(request)).isEqualTo(route);
	}

	@ParameterizedTest
	@CsvSource({ "GET h/foo/bar, exact", "GET h/foo/bar/x, prefix-long", "GET h/foo/x, prefix", "GET h/foo, regex",
			"GET h/fooo, regex", "GET h/p/q, pattern-specific", "GET h/p/q/r, pattern", "GET h/other, regex",
			"GET h/other/x, none" })
	void resolveWhenSeveralKindsThenByPrecedence(String request, String route) {
		match("regex", null, path("RegularExpression", "/[a-z]+"));
		paths("pattern", "/p/{*rest}");
		paths("pattern-specific", "/p/{id}");
		match("prefix", null, path("PathPrefix", "/foo/"));
		paths("prefix-long", "/foo/bar/**");
		match("exact", null, path("Exact", "/foo/bar"));
		assertThat(resolve(request)).isEqualTo(route);
	}

	@ParameterizedTest
	@CsvSource({ "GET a.example.com/x, exact", "GET b.example.com/x, wildcard", "GET c.b.example.com/x, wildcard-long",
			"GET d.c.b.example.com/x, wildcard-long", "GET example.com/x, any", "GET .example.com/x, any",
			"GET other.org/x, any", "GET /x, any", "GET a.example.com/only-any, any",
			"GET b.example.com/only-any, any" })
	void resolveWhenHostnamesThenMostSpecific(String request, String route) {
		this.specs.put("any", new RouteSpec(null, List.of("/x", "/only-any"), null));
		this.specs.put("wildcard", new RouteSpec(List.of("*.example.com"), List.of("/x"), null));
		this.specs.put("wildcard-long", new RouteSpec(List.of("*.b.example.com"), List.of("/**"), null));
		this.specs.put("exact", new RouteSpec(List.of("a.example.com"), List.of("/x"), null));
		assertThat(resolve(request)).isEqualTo(route);
	}

	@Test
	void resolveWhenSpecificHostHasWeakerPathThenHostWins() {
		this.specs.put("any", new RouteSpec(null, List.of("/x"), null));
		this.specs.put("host", new RouteSpec(List.of("h"), List.of("/**"), null));
		assertThat(resolve("GET h/x")).isEqualTo("host");
	}

	@Test
	void resolveWhenNeitherPathsNorMatchesThenEveryPathOfTheHostnames() {
		this.specs.put("host", new RouteSpec(List.of("h"), null, null));
		assertThat(resolve("GET h/any/path")).isEqualTo("host");
		assertThat(resolve("GET h/")).isEqualTo("host");
		assertThat(resolve("GET other/any/path")).isEqualTo("path known");
	}

	@Test
	void resolveWhenPathsAndMatchesThenUnion() {
		this.specs.put("both", new RouteSpec(null, List.of("/a"),
				List.of(new Match(path("Exact", "/b"), null, null, null), new Match(null, null, null, "PUT"))));
		assertThat(resolve("GET h/a")).isEqualTo("both");
		assertThat(resolve("GET h/b")).isEqualTo("both");
		assertThat(resolve("PUT h/c")).isEqualTo("both");
		assertThat(resolve("GET h/c")).isEqualTo("path known");
	}

	@Test
	void resolveWhenSamePathThenMethodThenHeadersThenQueryThenName() {
		PathMatch path = path("Exact", "/x");
		match("b-name", path, null, null, null);
		match("a-name", path, null, null, null);
		match("query", path, null, List.of(value("q", "1")), null);
		match("header", path, List.of(value("H", "1")), null, null);
		match("headers", path, List.of(value("H", "1"), value("I", "1")), null, null);
		match("method", path, null, null, "PUT");
		TestRequest request = TestRequest.parse("PUT h/x?q=1").header("h", "1").header("i", "1");
		assertThat(resolve(request)).isEqualTo("method");
		assertThat(resolve(TestRequest.parse("GET h/x?q=1").header("h", "1").header("i", "1"))).isEqualTo("headers");
		assertThat(resolve(TestRequest.parse("GET h/x?q=1").header("h", "1"))).isEqualTo("header");
		assertThat(resolve("GET h/x?q=1")).isEqualTo("query");
		assertThat(resolve("GET h/x?q=2")).isEqualTo("a-name");
	}

	@Test
	void resolveWhenConditionOfBetterPathFailsThenNextPathIsTried() {
		match("method", path("Exact", "/x/y"), null, null, "PUT");
		paths("prefix", "/x/**");
		assertThat(resolve("GET h/x/y")).isEqualTo("prefix");
	}

	@Test
	void resolveWhenHeaderOrQueryIsRegexThenWholeValue() {
		match("regex", path("Exact", "/x"), List.of(new ValueMatch("RegularExpression", "H", "a.c")),
				List.of(new ValueMatch("RegularExpression", "q", "[0-9]+")), null);
		assertThat(resolve(TestRequest.parse("GET h/x?q=12").header("h", "no").header("h", "abc"))).isEqualTo("regex");
		assertThat(resolve(TestRequest.parse("GET h/x?q=12").header("h", "xabc"))).isEqualTo("path known");
		assertThat(resolve(TestRequest.parse("GET h/x?q=12a").header("h", "abc"))).isEqualTo("path known");
	}

	@Test
	void resolveWhenPathRegexThenWholePath() {
		match("regex", path("RegularExpression", "/a.c"), null, null, null);
		assertThat(resolve("GET h/abc")).isEqualTo("regex");
		assertThat(resolve("GET h/abc/")).isEqualTo("none");
		assertThat(resolve("GET h/x/abc")).isEqualTo("none");
	}

	@Test
	void resolveWhenFoundByLiteralThenSaysIt() {
		paths("api", "/api/**");
		paths("var", "/v/{id}");
		assertThat(table().resolve(TestRequest.parse("GET h/api/x")).literal()).isEqualTo("/api");
		assertThat(table().resolve(TestRequest.parse("GET h/v/x")).literal()).isEqualTo("/v");
	}

	@Test
	void resolveWhenRouteHasNoPolicyThenKeepsItsRequestsUnmatched() {
		paths("all", "/**");
		paths("ungoverned-a", "/a/**");
		match("ungoverned-b", path("Exact", "/b"), null, null, "PUT");
		assertThat(resolve("GET h/x")).isEqualTo("all");
		assertThat(resolve("GET h/a/x")).isEqualTo("none");
		assertThat(resolve("GET h/b")).isEqualTo("all");
		assertThat(resolve("PUT h/b")).isEqualTo("none");
	}

	@Test
	void resolveWhenRouteHasNoPolicyThenItsPathIsNotKnown() {
		match("ungoverned", path("Exact", "/b"), null, null, "PUT");
		match("governed", path("Exact", "/c"), null, null, "PUT");
		assertThat(resolve("GET h/b")).isEqualTo("none");
		assertThat(resolve("GET h/c")).isEqualTo("path known");
	}

	@Test
	void resolveWhenThousandsOfRoutesThenFindsTheOne() {
		for (int i = 0; i < 5000; i++) {
			paths("r" + i, "/r" + i + "/**");
		}
		assertThat(resolve("GET h/r4711/x")).isEqualTo("r4711");
	}

	private void paths(String name, String... patterns) {
		this.specs.put(name, new RouteSpec(null, List.of(patterns), null));
	}

	private void match(String name, @Nullable List<ValueMatch> headers, PathMatch path) {
		match(name, path, headers, null, null);
	}

	private void match(String name, PathMatch path, @Nullable List<ValueMatch> headers,
			@Nullable List<ValueMatch> query, @Nullable String method) {
		this.specs.put(name, new RouteSpec(null, null, List.of(new Match(path, headers, query, method))));
	}

	private static PathMatch path(String type, String value) {
		return new PathMatch(type, value);
	}

	private static ValueMatch value(String name, String value) {
		return new ValueMatch("Exact", name, value);
	}

	private RouteTable table() {
		AccessControlPolicySpec open = new AccessControlPolicySpec(List.of(),
				List.of(new AccessControlPolicySpec.PolicySpec(null, Authorizations.of(null, null, null, null), null)),
				new AccessControlPolicySpec.Extensions(false));
		Policy policy = Policy.compile("policy", open, PolicyResources.of((name) -> {
			throw new AssertionError();
		}), (number) -> null);
		return RouteTable.compile(this.specs, (name) -> name.startsWith("ungoverned") ? null : policy);
	}

	private String resolve(String request) {
		return resolve(TestRequest.parse(request));
	}

	private String resolve(TestRequest request) {
		RouteMatch match = table().resolve(request);
		if (match.route() != null) {
			return match.route().name();
		}
		return match.pathKnown() ? "path known" : "none";
	}

}
