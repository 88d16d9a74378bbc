package io.microgate.coverage;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import io.microgate.PageBlock;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.microgate.coverage.Coverages.get;
import static io.microgate.coverage.Coverages.mapping;
import static io.microgate.coverage.Coverages.rulings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for the rows of {@link RouteCoverage}.
 */
class RouteCoverageTests {

	private static final String ENTRY = "microgate.access-control-policies.store.policies[%d]";

	private static final String STORE = """
			microgate:
			  routes: {store: {paths: [/api/**]}}
			  access-control-policies:
			    store:
			      targetRefs: [{name: store}]
			      policies:
			        - requestConditions: {path: {matcher: {regex: "^/api/admin(/|$)"}}}
			          authorization: {TOKEN, requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: boss}}}}}]}
			        - requestConditions: {path: {matcher: {prefix: /api/public/}}, method: [GET]}
			          authorization: {}
			        - requestConditions: {path: {matcher: {regex: "[0-9]$"}}}
			          authorization: {deny: {}}
			        - authorization: {TOKEN}
			""";

	private static String entry(int index) {
		return ENTRY.formatted(index);
	}

	private static List<String> decided(String yaml, Mapping mapping) {
		return rulings(Coverages.of(yaml, mapping), (row) -> true);
	}

	@Test
	void rowsWhenLiteralPathThenExpressionsDecideForCertain() {
		assertThat(decided(STORE, get("/api/admin"))).containsExactly("claims by route 'store', " + entry(0));
		assertThat(decided(STORE, get("/api/page1"))).containsExactly("deny by route 'store', " + entry(2));
		assertThat(decided(STORE, get("/api/page"))).containsExactly("authenticated by route 'store', " + entry(3));
	}

	@Test
	void rowsWhenVariablesThenWhatCannotBeToldDependsOnThePath() {
		String digits = "deny by route 'store', " + entry(2) + " if path matches [0-9]$";
		String otherwise = "authenticated by route 'store', " + entry(3);
		assertThat(decided(STORE, get("/api/books/{id}"))).containsExactly(digits, otherwise);
		assertThat(decided(STORE, get("/api/{name}"))).containsExactly(
				"claims by route 'store', " + entry(0) + " if path matches ^/api/admin(/|$)", digits, otherwise);
	}

	@Test
	void rowsWhenVariablesBehindLiteralThenPrefixDecidesForCertain() {
		assertThat(decided(STORE, get("/api/admin/{user}"))).containsExactly("claims by route 'store', " + entry(0));
		assertThat(decided(STORE, get("/api/admin/{*rest}"))).containsExactly("claims by route 'store', " + entry(0));
		assertThat(decided(STORE, get("/api/public/{page}"))).containsExactly("open by route 'store', " + entry(1));
	}

	@Test
	void rowsWhenRestIsVariableThenPathItselfCounts() {
		assertThat(decided(STORE, get("/api/public/**"))).hasSize(3)
			.first()
			.isEqualTo("open by route 'store', " + entry(1) + " if method is GET and path starts with /api/public/");
	}

	@Test
	void rowsWhenMethodConditionThenOneRowForEachOutcome() {
		RouteCoverage coverage = Coverages.of(STORE, new Mapping("", "/api/public/a", true, Set.of("GET", "HEAD"),
				Set.of("OPTIONS"), List.of(), "a", false));
		assertThat(coverage.rows()).extracting(CoverageRow::methods)
			.containsExactly(List.of("GET"), List.of("HEAD"), List.of("OPTIONS"));
		assertThat(coverage.rows()).extracting(CoverageRow::standing)
			.containsExactly(CoverageStatus.OPEN, CoverageStatus.GOVERNED, CoverageStatus.GOVERNED);
		assertThat(coverage.rows()).extracting(CoverageRow::answeredBySpring).containsExactly(false, false, true);
	}

	@Test
	void rowsWhenMappingTakesAnyMethodThenUnnamedOnesCount() {
		RouteCoverage coverage = Coverages.of(STORE, mapping("/api/public/a"));
		assertThat(coverage.rows()).hasSize(2);
		assertThat(rulings(coverage, (row) -> row.methods().contains("other")))
			.containsExactly("authenticated by route 'store', " + entry(3));
	}

	@Test
	void rowsWhenCaseDoesNotMatterToMappingThenOtherSpellingsMayBeDecidedOtherwise() {
		Mapping caseless = new Mapping("", "/api/admin", false, Set.of("GET"), Set.of(), List.of(), "a", false);
		assertThat(decided(STORE, caseless)).containsExactly(
				"claims by route 'store', " + entry(0) + " if path is /api or below and path matches ^/api/admin(/|$)",
				"deny by route 'store', " + entry(2) + " if path is /api or below and path matches [0-9]$",
				"authenticated by route 'store', " + entry(3) + " if path is /api or below", "refused, no route");
	}

	private static final String HOSTS = """
			microgate:
			  routes:
			    exact: {hostnames: [a.example.com], paths: [/x/**]}
			    wildcard: {hostnames: ["*.example.com"], paths: [/**]}
			    header: {matches: [{path: {value: /x}, headers: [{name: X-Key, value: s3cret}]}]}
			  access-control-policies:
			    all:
			      targetRefs: [{name: exact}, {name: wildcard}, {name: header}]
			      policies: [{authorization: {TOKEN}}]
			""";

	@Test
	void rowsWhenHostnamesThenOneRowForEachGroup() {
		RouteCoverage coverage = Coverages.of(HOSTS, get("/x/y"));
		String entry = "microgate.access-control-policies.all.policies[0]";
		assertThat(rulings(coverage, (row) -> row.hosts().contains("a.example.com")))
			.containsExactly("authenticated by route 'exact', " + entry);
		assertThat(rulings(coverage, (row) -> row.hosts().contains("*.example.com")))
			.containsExactly("authenticated by route 'wildcard', " + entry + " (catch-all)");
		assertThat(rulings(coverage, (row) -> row.hosts().contains("other hosts"))).containsExactly(
				"authenticated by route 'header', " + entry + " if header X-Key matches", "refused, no route");
		assertThat(coverage.describe()).doesNotContain("s3cret");
	}

	@Test
	void rowsWhenSeveralWildcardsThenLongestFirst() {
		RouteCoverage coverage = Coverages.of("""
				microgate:
				  routes:
				    exact: {hostnames: [a.b.example.com], paths: [/y]}
				    long: {hostnames: ["*.b.example.com"], paths: [/x]}
				    short: {hostnames: ["*.example.com"], paths: [/x]}
				  access-control-policies:
				    all:
				      targetRefs: [{name: exact}, {name: long}, {name: short}]
				      policies: [{authorization: {TOKEN}}]
				""", get("/x"));
		assertThat(rulings(coverage, (row) -> row.hosts().contains("a.b.example.com"))).singleElement()
			.asString()
			.contains("route 'long'");
		assertThat(rulings(coverage, (row) -> row.hosts().contains("*.example.com"))).singleElement()
			.asString()
			.contains("route 'short'");
	}

	@ParameterizedTest
	@CsvSource({ "REFUSED, NO_ROUTE, UNMATCHED", "PASSED, PASSED, OPEN", "LEFT_TO_OTHERS, LEFT_TO_OTHERS, UNMATCHED" })
	void rowsWhenNoRouteThenAsConfigured(Unmatched unmatched, Effect effect, CoverageStatus standing) {
		RouteCoverage coverage = Coverages.of(STORE, unmatched, get("/other"));
		assertThat(coverage.rows()).singleElement()
			.satisfies((row) -> assertThat(row.standing()).isEqualTo(standing))
			.extracting((row) -> row.rulings().get(0).effect())
			.isEqualTo(effect);
	}

	@Test
	void rowsWhenPathBelongsToRouteOfOtherHostThenNeverPassed() {
		String yaml = HOSTS.replace("wildcard: {hostnames: [\"*.example.com\"], paths: [/**]}",
				"wildcard: {hostnames: [\"*.example.com\"], paths: [/z]}");
		RouteCoverage coverage = Coverages.of(yaml, Unmatched.PASSED, get("/x/y"), get("/z/y"));
		assertThat(rulings(coverage, (row) -> row.path().equals("/x/y") && row.hosts().contains("other hosts")).get(1))
			.isEqualTo("refused, no route");
		assertThat(rulings(coverage, (row) -> row.path().equals("/z/y"))).containsExactly("open, no route");
	}

	@Test
	void rowsWhenHealthThenOpenUnlessRouteIsMeantToProtectIt() {
		Mapping health = get("/actuator/health");
		assertThat(decided(STORE, health)).containsExactly("open by the health endpoint");
		String all = STORE.replace("/api/**", "/**");
		assertThat(decided(all, health)).containsExactly("open by the health endpoint");
		String literal = STORE.replace("/api/**", "/actuator/health/**");
		assertThat(decided(literal, health)).containsExactly("authenticated by route 'store', " + entry(3));
	}

	@Test
	void rowsWhenOnManagementPortThenItsOwnPathsAreOpen() {
		Mapping health = new Mapping("", "/health", true, Set.of("GET"), Set.of(), List.of(), "health", true);
		assertThat(decided(STORE, health)).containsExactly("open by the health endpoint");
		assertThat(decided(STORE, get("/health"))).containsExactly("refused, no route");
	}

	@Test
	void rowsWhenServletHasAPathThenItCounts() {
		Mapping inServlet = new Mapping("/api", "/admin", true, Set.of("GET"), Set.of(), List.of(), "a", false);
		assertThat(decided(STORE, inServlet)).containsExactly("claims by route 'store', " + entry(0));
	}

	@Test
	void rowsWhenCatchAllThenStandingSaysSo() {
		RouteCoverage coverage = Coverages.of("""
				microgate:
				  routes: {rest: {paths: [/**]}}
				  access-control-policies:
				    rest:
				      targetRefs: [{name: rest}]
				      policies:
				        - requestConditions: {path: {matcher: {exact: /known}}}
				          authorization: {TOKEN}
				        - authorization: {TOKEN}
				""", get("/known"), get("/forgotten"), get("/{any}"));
		assertThat(coverage.rows()).extracting(CoverageRow::standing)
			.containsExactly(CoverageStatus.GOVERNED, CoverageStatus.ONLY_CATCH_ALL, CoverageStatus.GOVERNED);
	}

	@Test
	void policiesThenWithoutValues() {
		RouteCoverage coverage = Coverages.of(STORE.replace("method: [GET]",
				"method: [GET], header: {name: {matcher: {exact: X-Key}}, value: {matcher: {exact: s3cret}}}"));
		assertThat(coverage.policies().get("store")).containsExactly(
				new RouteCoverage.EntryDescription(entry(0), List.of("path matches ^/api/admin(/|$)"),
						"token of JWT 'token', all of the claims roles"),
				new RouteCoverage.EntryDescription(entry(1),
						List.of("method is GET", "path starts with /api/public/", "name of a header is X-Key"), "open"),
				new RouteCoverage.EntryDescription(entry(2), List.of("path matches [0-9]$"), "deny"),
				new RouteCoverage.EntryDescription(entry(3), List.of(), "token of JWT 'token'"));
	}

	@Test
	void rowsWhenTokenIsOptionalThenOpen() {
		RouteCoverage coverage = Coverages.of("""
				microgate:
				  routes: {store: {paths: [/api/**]}}
				  access-control-policies:
				    store:
				      targetRefs: [{name: store}]
				      policies:
				        - requestConditions: {method: [GET]}
				          authorization: {authentication: {jwt: {jwtRef: {name: token}, extensions: {optional: true}}}}
				        - authorization: {authentication: {jwt: {jwtRef: {name: token}, extensions: {optional: false}}}}
				""", mapping("/api/a", "GET"), mapping("/api/b", "PUT"));
		assertThat(coverage.rows()).extracting(CoverageRow::standing)
			.containsExactly(CoverageStatus.OPEN, CoverageStatus.GOVERNED);
		assertThat(coverage.policies().get("store")).extracting(RouteCoverage.EntryDescription::asks)
			.containsExactly("open, optional token of JWT 'token'", "token of JWT 'token'");
		assertThatThrownBy(() -> coverage.assertNothingOpenBut()).isInstanceOf(AssertionError.class)
			.hasMessageContaining("/api/a");
		coverage.assertNothingOpenBut("/api/a");
	}

	@Test
	void rowsWhenClaimsAreRequiredByExtensionsThenClaimsWithoutValues() {
		RouteCoverage coverage = Coverages.of("""
				microgate:
				  routes: {store: {paths: ["/api/{id}"]}}
				  access-control-policies:
				    store:
				      targetRefs: [{name: store}]
				      policies:
				        - requestConditions: {method: [GET]}
				          authorization:
				            TOKEN
				            requireAll: [{jwt: {claim: {name: a, value: {extensions: {equals: {pathVariable: id}}}}}}]
				            extensions:
				              requireAny: [{jwt: {claim: {name: b}}}, {jwt: {claim: {name: c}}}]
				              requireNone: [{jwt: {claim: {name: d, value: {matcher: {exact: s3cret}}}}}]
				        - authorization: {TOKEN, extensions: {requireNone: [{jwt: {claim: {name: d}}}]}}
				""", mapping("/api/a", "GET"), mapping("/api/a", "PUT"));
		assertThat(coverage.rows()).flatExtracting(CoverageRow::rulings)
			.extracting(Ruling::effect)
			.containsExactly(Effect.CLAIMS, Effect.CLAIMS);
		assertThat(coverage.policies().get("store")).extracting(RouteCoverage.EntryDescription::asks)
			.containsExactly("token of JWT 'token', all of the claims a, any of the claims b, c, none of the claims d",
					"token of JWT 'token', none of the claims d");
	}

	@Test
	void unreachableEntriesWhenNoMappingOrShadowedThenNamed() {
		RouteCoverage coverage = Coverages.of("""
				microgate:
				  routes: {store: {paths: [/api/**]}}
				  access-control-policies:
				    store:
				      targetRefs: [{name: store}]
				      policies:
				        - requestConditions: {path: {matcher: {prefix: /api/b}}}
				          authorization: {TOKEN}
				        - requestConditions: {path: {matcher: {exact: /api/books}}, method: [POST]}
				          authorization: {deny: {}}
				        - requestConditions: {path: {matcher: {prefix: /other}}}
				          authorization: {TOKEN}
				        - requestConditions: {method: [PUT]}
				          authorization: {TOKEN}
				        - authorization: {TOKEN}
				""", mapping("/api/{name}", "GET", "POST"));
		assertThat(coverage.unreachableEntries()).containsExactly(entry(1), entry(2), entry(3));
		assertThat(coverage.describe()).contains("No mapping reaches " + entry(2));
	}

	@Test
	void describeWhenPageShowsTableThenTheOneThatIsPrinted() throws IOException {
		RouteCoverage coverage = Coverages.of("""
				microgate:
				  routes: {api: {paths: [/api/**]}, login: {paths: [/login]}}
				  access-control-policies:
				    api:
				      targetRefs: [{name: api}]
				      policies:
				        - requestConditions: {path: {matcher: {prefix: /api/admin/}}}
				          authorization: {TOKEN}
				        - requestConditions: {path: {matcher: {suffix: .html}}}
				          authorization: {deny: {}}
				        - authorization: {TOKEN}
				    login: {targetRefs: [{name: login}], policies: [{authorization: {}}]}
				""", mapping("/api/books/{id}", "GET", "HEAD"), mapping("/login", "GET", "HEAD"),
				mapping("/forgotten", "GET", "HEAD"));
		assertThat(coverage.describe().lines()).containsExactlyElementsOf(
				PageBlock.read("docs/how-to/check-coverage.md", "Read the table", "").lines().toList());
	}

}
