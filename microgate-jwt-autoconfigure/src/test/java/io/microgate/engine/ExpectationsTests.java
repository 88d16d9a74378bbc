package io.microgate.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.microgate.constraint.Marker;
import io.microgate.constraint.Ref;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.jwt.JwtSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.AuthorizationExtensions;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.ClaimValue;
import io.microgate.policy.AccessControlPolicySpec.ClaimValueExtensions;
import io.microgate.policy.AccessControlPolicySpec.JwtRequirement;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import io.microgate.route.RouteSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Expectations}.
 */
class ExpectationsTests {

	private static final JwtSpec SHOP = new JwtSpec(
			List.of(new JwtSpec.ExtractionSource(new Marker(), null, null, null),
					new JwtSpec.ExtractionSource(null, null, null, new JwtSpec.Named("session"))),
			List.of(requirement("idp", "https://idp.example", List.of("shop"), null, null),
					requirement("backup", null, null, new MatcherSpec(matcher("spiffe://")),
							List.of(new JwtSpec.EntryClaim("tid", new MatcherSpec(matcher("a"))))),
					requirement("tenants", null, List.of("other"), null, null)),
			true, "24h", "10s", new JwtSpec.Extensions(List.of("RS256"), List.of("", "at+jwt"), "8KB", "refuse",
					new JwtSpec.Cache(1), Map.of(), null, null, null, null));

	private static final AccessControlPolicySpec SECURED = new AccessControlPolicySpec(
			List.of(new TargetRef("gateway.networking.k8s.io", "HTTPRoute", "bookstore")),
			List.of(entry(List.of(claim("roles", null)), null, null),
					entry(null, List.of(claim("tenant", new RequestValue("tenant", null, null)), claim("scope", null)),
							null),
					entry(null, null, List.of(claim("status", null)))),
			new AccessControlPolicySpec.Extensions(false));

	private final Expectations expectations = new Expectations(
			Map.of("bookstore", new RouteSpec(List.of("shop.example"), List.of("/**"), null)), Map.of("shop", SHOP),
			Map.of("secured", SECURED));

	private static StringMatcherSpec matcher(String prefix) {
		return new StringMatcherSpec(null, prefix, null, null, null, false);
	}

	private static JwtSpec.RequireAny requirement(String jwks, String issuer, List<String> audiences,
			MatcherSpec subject, List<JwtSpec.EntryClaim> claims) {
		String template = "tenants".equals(jwks) ? "https://{tid}.example" : null;
		return new JwtSpec.RequireAny(new Ref(jwks), issuer, audiences, subject,
				new JwtSpec.EntryExtensions(template, claims));
	}

	private static Requirement claim(String name, RequestValue equal) {
		StringMatcherSpec matcher = (equal == null) ? matcher("secret-") : null;
		return new Requirement(
				new JwtRequirement(new Claim(name, new ClaimValue(matcher, new ClaimValueExtensions(equal)))), null);
	}

	private static PolicySpec entry(List<Requirement> all, List<Requirement> any, List<Requirement> none) {
		return new PolicySpec(null,
				new Authorization(null, null, all, any, new AuthorizationExtensions(null, none, null)), null);
	}

	private Expectation expected(DenyReason reason, int entry, String jwks) {
		return this.expectations.of(new Decision(reason, null, "bookstore",
				new EntryReference("secured", entry, null, "shop"), jwks, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					token.missing | JWT 'shop' expects a token in the header 'Authorization' with scheme 'Bearer' or cookie 'session'
					token.too_large | JWT 'shop' expects a token of at most 8KB
					token.type | JWT 'shop' expects type [none, at+jwt]
					token.algorithm | JWT 'shop' expects algorithm [RS256]
					token.signature | JWT 'shop' expects a signature by a key of JWKS [idp, backup, tenants]
					token.issuer | JWT 'shop' expects issuer [https://idp.example, https://{tid}.example]
					token.audience | JWT 'shop' expects audience [shop, other]
					token.subject | JWT 'shop' expects a subject that [starts with 'spiffe://']
					token.claims | JWT 'shop' expects [claim 'tid' that starts with 'a']
					token.expired | JWT 'shop' expects a token that has not expired, with a tolerance of 10s
					token.lifetime | JWT 'shop' expects a lifetime of at most 24h, computed from 'exp' and 'nbf' or 'iat'
					claims.require_all | Entry 0 of policy 'secured' expects claim 'roles' that starts with 'secret-'
					policy.deny | Entry 0 of policy 'secured' denies every request
					policy.none | Policy 'secured' expects a request that meets the conditions of one of its entries
					route.none | The configuration expects a request for one of the hosts [shop.example] that one of their routes is for
					""")
	void ofWhenRefusedThenSaysWhatIsConfigured(String code, String text) {
		assertThat(expected(reason(code), 0, null).text()).isEqualTo(text);
	}

	private static DenyReason reason(String code) {
		return List.of(DenyReason.values())
			.stream()
			.filter((each) -> each.code().equals(code))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void ofWhenReasonIsAboutOneJwksThenSaysWhatItsEntriesExpect() {
		Expectation expectation = expected(DenyReason.TOKEN_AUDIENCE, 0, "tenants");
		assertThat(expectation.text()).isEqualTo("JWT 'shop' expects audience [other]");
		assertThat(expectation.part()).containsExactly("jwts", "shop", "requireAny", 2, "audiences");
		assertThat(expected(DenyReason.TOKEN_ISSUER, 0, "tenants").part()).containsExactly("jwts", "shop", "requireAny",
				2, "extensions", "issuerTemplate");
	}

	@Test
	void ofWhenClaimsAreAlternativesThenNamesPartsOfTheRequestOnly() {
		Expectation expectation = expected(DenyReason.CLAIMS_REQUIRE_ANY, 1, null);
		assertThat(expectation.text()).isEqualTo("Entry 1 of policy 'secured' expects claim 'tenant' that equals the"
				+ " path variable 'tenant' or claim 'scope' that starts with 'secret-'");
		assertThat(expectation.part()).containsExactly("accessControlPolicies", "secured", "policies", 1,
				"authorization", "requireAny");
	}

	@Test
	void ofWhenClaimMustNotBeMetThenDoesNotTellWhatTheTokenHas() {
		assertThat(expected(DenyReason.CLAIMS_REQUIRE_NONE, 2, null).text())
			.isEqualTo("Entry 2 of policy 'secured' expects that the claims [status] meet none of 'requireNone'");
	}

	@ParameterizedTest
	@EnumSource
	void ofWhenNothingIsLeftOfTheConfigurationThenStillOneSentence(DenyReason reason) {
		Expectations none = new Expectations(Map.of(), Map.of(), Map.of());
		EntryReference gone = new EntryReference("gone", 7, null, "gone");
		for (Decision decision : List.of(Decision.deny(reason), new Decision(reason, null, "gone", gone, "gone", null),
				Decision.ALLOW)) {
			assertThat(none.of(decision).text()).isNotBlank().doesNotContain("null").doesNotEndWith(".");
		}
	}

	@ParameterizedTest
	@EnumSource
	void ofWhenAnyReasonThenOneSentenceForEachJwks(DenyReason reason) {
		int entry = Math.max(0, reason.ordinal() - DenyReason.CLAIMS_REQUIRE_ALL.ordinal()) % 3;
		for (String jwks : List.of("idp", "backup", "tenants", "gone")) {
			assertThat(expected(reason, entry, jwks).text()).isNotBlank()
				.doesNotContain("null", "[]")
				.doesNotEndWith(".");
		}
	}

	@Test
	void listWhenLongThenCountsTheRest() {
		List<String> values = new ArrayList<>(IntStream.range(0, 10).mapToObj(String::valueOf).toList());
		values.add("0");
		assertThat(TokenExpectations.list(values)).isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7 and 2 more]");
	}

}
