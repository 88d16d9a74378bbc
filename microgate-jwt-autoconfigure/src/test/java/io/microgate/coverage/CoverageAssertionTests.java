package io.microgate.coverage;

import java.util.List;
import java.util.Set;

import io.microgate.coverage.CoveredConfiguration.Unmatched;
import org.junit.jupiter.api.Test;

import static io.microgate.coverage.Coverages.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the assertions of {@link RouteCoverage}.
 */
class CoverageAssertionTests {

	private static final String SHOP = """
			microgate:
			  routes: {shop: {paths: [/shop/**, /login/**]}, rest: {hostnames: [in.example.com]}}
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      policies:
			        - requestConditions: {path: {matcher: {prefix: /login/}}}
			          authorization: {}
			        - requestConditions: {path: {matcher: {exact: /shop/offers}}}
			          authorization: {}
			        - authorization: {TOKEN}
			    rest: {targetRefs: [{name: rest}], policies: [{authorization: {TOKEN}}]}
			""";

	private static void assertFails(Runnable assertion, String... texts) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run)
			.satisfies((error) -> assertThat(error.getMessage()).contains(texts));
	}

	@Test
	void assertNothingOpenButWhenMetadataOfResourceIsServedThenIsListed() {
		RouteCoverage coverage = Coverages.withMetadata(SHOP, "/.well-known/oauth-protected-resource/mcp",
				get("/shop/cart"));
		assertFails(coverage::assertNothingOpenBut, "GET,HEAD /.well-known/oauth-protected-resource/mcp", "any host",
				"open by the metadata of a protected resource");
		assertThatNoException().isThrownBy(() -> coverage.assertNothingOpenBut("/.well-known/**"));
		assertThatNoException().isThrownBy(coverage::assertEveryMappingIsGoverned);
	}

	@Test
	void assertNothingOpenButWhenOpenThenFailsWithEachOffender() {
		RouteCoverage coverage = Coverages.of(SHOP, get("/login/form"), get("/shop/offers"), get("/shop/cart"));
		assertFails(() -> coverage.assertNothingOpenBut("/login/**"), "Open although not expected to be",
				"GET /shop/offers", "microgate.access-control-policies.shop.policies[1]");
		assertFails(coverage::assertNothingOpenBut, "GET /login/form", "GET /shop/offers");
		assertThatNoException().isThrownBy(() -> coverage.assertNothingOpenBut("/login/**", "/shop/offers"));
	}

	@Test
	void assertNothingOpenButWhenOpenInPartThenPartIsHeldAgainstPatterns() {
		RouteCoverage coverage = Coverages.of(SHOP, get("/shop/{page}"));
		assertFails(coverage::assertNothingOpenBut, "GET /shop/{page}", "if path is /shop/offers");
		assertFails(() -> coverage.assertNothingOpenBut("/shop/other"), "GET /shop/{page}");
		assertThatNoException().isThrownBy(() -> coverage.assertNothingOpenBut("/shop/offers"));
	}

	@Test
	void assertNothingOpenButWhenPatternHoldsLessThanIsOpenThenFails() {
		RouteCoverage coverage = Coverages.of(SHOP, get("/login/{*rest}"));
		assertFails(() -> coverage.assertNothingOpenBut("/login/{one}"), "/login/{*rest}");
		assertFails(() -> coverage.assertNothingOpenBut("/login/{x:[a-z]+}", "/login"), "/login/{*rest}");
	}

	@Test
	void assertNothingOpenButWhenUnmatchedRequestsAreNotRefusedThenFails() {
		String yaml = SHOP.replace("[in.example.com]", "[in.example.com], paths: [/known]");
		assertFails(Coverages.of(yaml, Unmatched.PASSED, get("/other"))::assertNothingOpenBut, "open, no route");
		assertFails(Coverages.of(yaml, Unmatched.LEFT_TO_OTHERS, get("/other"))::assertNothingOpenBut,
				"left to other filter chains");
		assertThatNoException().isThrownBy(Coverages.of(yaml, get("/other"))::assertNothingOpenBut);
	}

	@Test
	void assertNothingOpenButWhenOnlyAnsweredBySpringThenHolds() {
		Mapping form = new Mapping("", "/login/x", true, Set.of(), Set.copyOf(CoverageLine.METHODS), List.of(), "x",
				false);
		assertThatNoException().isThrownBy(Coverages.of(SHOP, form)::assertNothingOpenBut);
	}

	@Test
	void assertEveryMappingIsGovernedWhenOnOneHostThenHolds() {
		RouteCoverage coverage = Coverages.of(SHOP, get("/shop/cart"), get("/inner"));
		assertThatNoException().isThrownBy(coverage::assertEveryMappingIsGoverned);
	}

	@Test
	void assertEveryMappingIsGovernedWhenOnOneHostAndOpenInPartOnOthersThenHolds() {
		RouteCoverage coverage = Coverages.of("""
				microgate:
				  routes:
				    host: {hostnames: [a.example.com], paths: [/x]}
				    header: {matches: [{path: {value: /x}, headers: [{name: X-Key, value: "1"}]}]}
				  access-control-policies:
				    host: {targetRefs: [{name: host}], policies: [{authorization: {TOKEN}}]}
				    header: {targetRefs: [{name: header}], policies: [{authorization: {}}]}
				""", get("/x"));
		assertThatNoException().isThrownBy(coverage::assertEveryMappingIsGoverned);
		assertFails(coverage::assertNothingOpenBut, "open by route 'header'", "if header X-Key matches");
	}

	@Test
	void assertEveryMappingIsGovernedWhenNoRouteThenFailsUnlessExcepted() {
		String yaml = SHOP.replace("{hostnames: [in.example.com]}", "{paths: [/rest]}");
		RouteCoverage coverage = Coverages.of(yaml, get("/shop/cart"), get("/inner"));
		assertFails(coverage::assertEveryMappingIsGoverned, "Not governed", "GET /inner", "refused, no route");
		assertThatNoException().isThrownBy(() -> coverage.assertEveryMappingIsGoverned("/inner"));
	}

	@Test
	void assertEveryMappingIsGovernedWhenOtherHostsPassThenFails() {
		RouteCoverage coverage = Coverages.of(
				SHOP.replace("/shop/**, /login/**", "/shop/**")
					.replace("{hostnames: [in.example.com]}", "{hostnames: [in.example.com], paths: [/known]}"),
				Unmatched.PASSED, get("/{name}"));
		assertFails(coverage::assertEveryMappingIsGoverned, "GET /{name}");
	}

	@Test
	void assertNothingOnlyUnderCatchAllButWhenForgottenThenFailsUnlessExcepted() {
		RouteCoverage coverage = Coverages.of(SHOP.replace("{hostnames: [in.example.com]}", "{paths: [/**]}"),
				get("/shop/cart"), get("/forgotten"));
		assertFails(coverage::assertNothingOnlyUnderCatchAllBut, "Only under a catch-all", "GET /forgotten",
				"(catch-all)");
		assertThatNoException().isThrownBy(() -> coverage.assertNothingOnlyUnderCatchAllBut("/forgotten"));
	}

	@Test
	void assertNoUnreachableEntriesWhenUnreachableThenFails() {
		RouteCoverage coverage = Coverages.of(SHOP, get("/shop/cart"), get("/inner"));
		assertFails(coverage::assertNoUnreachableEntries, "microgate.access-control-policies.shop.policies[0]",
				"microgate.access-control-policies.shop.policies[1]", "GET /shop/cart");
		assertThatNoException().isThrownBy(
				Coverages.of(SHOP, get("/shop/{page}"), get("/login/x"), get("/inner"))::assertNoUnreachableEntries);
	}

	@Test
	void assertWhenNoMappingIsKnownThenFails() {
		RouteCoverage coverage = Coverages.of(SHOP);
		String text = "No mapping of the application is known";
		assertFails(coverage::assertNothingOpenBut, text);
		assertFails(coverage::assertEveryMappingIsGoverned, text);
		assertFails(coverage::assertNothingOnlyUnderCatchAllBut, text);
		assertFails(coverage::assertNoUnreachableEntries, text);
	}

}
