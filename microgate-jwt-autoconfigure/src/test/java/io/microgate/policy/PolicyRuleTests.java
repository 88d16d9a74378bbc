package io.microgate.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.microgate.constraint.Ref;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.TokenExtractor;
import io.microgate.jwt.Verification;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.propagation.StrippedSources;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyRuleTests {

	private static final JwtRule RULE = new JwtRule("jwt",
			TokenExtractor.compile(new JwtSpec(null, null, null, null, "60s", new JwtSpec.Extensions(null, null, "8KB",
					"refuse", new JwtSpec.Cache(0), Map.of(), null, null, null, null))),
			null, null, null);

	private static final Function<String, JwtRule> JWTS = (name) -> RULE;

	@Test
	void decideWhenEmptyThenAllowsAndAsksForNoAuthentication() {
		PolicyRule rule = compile(Specs.OPEN);
		assertThat(rule.authentication()).isNull();
		assertThat(reason(rule, null)).isNull();
		assertThat(reason(rule, jwt("user"))).isNull();
	}

	@Test
	void decideWhenDenyThenDeniesEveryClient() {
		PolicyRule rule = compile(Specs.DENY);
		assertThat(rule.authentication()).isNull();
		assertThat(reason(rule, null)).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(reason(rule, jwt("admin"))).isEqualTo(DenyReason.POLICY_DENY);
	}

	@Test
	void decideWhenAuthenticationThenTokenIsNeeded() {
		PolicyRule rule = compile(Authorizations.of(Specs.jwt("a"), null, null, null));
		assertThat(rule.authentication()).isSameAs(RULE);
		assertThat(reason(rule, jwt("user"))).isNull();
		assertThat(reason(rule, null)).isEqualTo(DenyReason.TOKEN_MISSING);
	}

	@ParameterizedTest
	@CsvSource({ "'a b c', true", "'a b', true", "a, false", "b, false", "c, false" })
	void decideWhenRequireAllThenEveryOneIsMet(String roles, boolean allowed) {
		PolicyRule rule = compile(Authorizations.of(Specs.jwt("a"), null, roles("a", "b"), null));
		assertThat(reason(rule, jwt(roles.split(" ")))).isEqualTo(allowed ? null : DenyReason.CLAIMS_REQUIRE_ALL);
	}

	@ParameterizedTest
	@CsvSource({ "'a b c', true", "a, true", "'c b', true", "c, false" })
	void decideWhenRequireAnyThenOneIsMet(String roles, boolean allowed) {
		PolicyRule rule = compile(Authorizations.of(Specs.jwt("a"), null, null, roles("a", "b")));
		assertThat(reason(rule, jwt(roles.split(" ")))).isEqualTo(allowed ? null : DenyReason.CLAIMS_REQUIRE_ANY);
	}

	@Test
	void decideWhenRequirementsButNoTokenThenDenies() {
		PolicyRule all = compile(Authorizations.of(Specs.jwt("a"), null, roles("a"), null));
		PolicyRule any = compile(Authorizations.of(Specs.jwt("a"), null, null, roles("a")));
		assertThat(reason(all, null)).isEqualTo(DenyReason.TOKEN_MISSING);
		assertThat(reason(any, null)).isEqualTo(DenyReason.TOKEN_MISSING);
	}

	@Test
	void decideWhenClaimIsMissingThenDenies() {
		Requirement exists = Specs.claim("missing", null);
		PolicyRule all = compile(Authorizations.of(Specs.jwt("a"), null, List.of(exists), null));
		PolicyRule any = compile(Authorizations.of(Specs.jwt("a"), null, null, List.of(exists)));
		assertThat(reason(all, jwt("a"))).isEqualTo(DenyReason.CLAIMS_REQUIRE_ALL);
		assertThat(reason(any, jwt("a"))).isEqualTo(DenyReason.CLAIMS_REQUIRE_ANY);
	}

	@Test
	void decideWhenTokenIsRefusedThenForItsReason() {
		PolicyRule rule = compile(Authorizations.of(Specs.jwt("a"), null, roles("a"), null));
		Verification refused = new Verification(null, DenyReason.KEY_UNAVAILABLE, Duration.ofSeconds(7), "keys", null);
		assertThat(decide(rule, refused)).isEqualTo(new Decision(DenyReason.KEY_UNAVAILABLE, Duration.ofSeconds(7),
				"route", rule.reference(), "keys", null));
	}

	@Test
	void decideWhenTokenIsVerifiedThenDecisionNamesWhatItWasDecidedBy() {
		PolicyRule rule = compile(Authorizations.of(Specs.jwt("a"), null, roles("a"), null));
		Jwt jwt = jwt("a");
		assertThat(rule.reference()).isEqualTo(new EntryReference("policy", 3, "application.yml:7", "jwt"));
		assertThat(decide(rule, new Verification(jwt, null, null, "keys", null)))
			.isEqualTo(new Decision(null, null, "route", rule.reference(), "keys", jwt));
	}

	@Test
	void decideWhenTokenIsOptionalThenAnonymousIsAllowedAndABadTokenIsNot() {
		PolicyRule rule = compile(Authorizations.of(Authorizations.jwt(new Ref("a"), true), null, null, null));
		assertThat(rule.authentication()).isSameAs(RULE);
		assertThat(decide(rule, Verification.refused(DenyReason.TOKEN_MISSING)))
			.isEqualTo(new Decision(null, null, "route", rule.reference(), null, null));
		assertThat(reason(rule, jwt("user"))).isNull();
		EnumSet<DenyReason> others = EnumSet.complementOf(EnumSet.of(DenyReason.TOKEN_MISSING));
		assertThat(others)
			.allSatisfy((reason) -> assertThat(decide(rule, Verification.refused(reason)).reason()).isEqualTo(reason));
	}

	@Test
	void decideWhenTokenIsOptionalAndWasNotLookedForThenDenies() {
		PolicyRule rule = compile(Authorizations.of(Authorizations.jwt(new Ref("a"), true), null, null, null));
		assertThat(decide(rule, null).reason()).isEqualTo(DenyReason.TOKEN_MISSING);
	}

	@ParameterizedTest
	@CsvSource({ "DPoP, x, false", "dpop, '', false", "Authorization, DPoP x, false", "Authorization, dpop, false",
			"Authorization, DPoP,false", "Authorization, DPoPx y, true", "Authorization, Basic eA==, true",
			"X-DPoP, x, true" })
	void decideWhenTokenIsOptionalAndRequestHasProofThenItIsNotAnonymous(String name, String value, boolean anonymous) {
		PolicyRule rule = compile(Authorizations.of(Authorizations.jwt(new Ref("a"), true), null, null, null));
		Decision decision = rule.decide("route", Verification.refused(DenyReason.TOKEN_MISSING),
				TestRequest.get().header(name, value), (variable, request) -> null);
		assertThat(decision.reason()).isEqualTo(anonymous ? null : DenyReason.TOKEN_MISSING);
	}

	@Test
	void decideWhenTokenIsNotOptionalThenAnonymousIsDenied() {
		PolicyRule rule = compile(Authorizations.of(Specs.jwt("a"), null, null, null));
		assertThat(decide(rule, Verification.refused(DenyReason.TOKEN_MISSING)).reason())
			.isEqualTo(DenyReason.TOKEN_MISSING);
	}

	private static DenyReason reason(PolicyRule rule, Jwt jwt) {
		Decision decision = decide(rule, (jwt != null) ? new Verification(jwt, null, null, "keys", null) : null);
		assertThat(decision.route()).isEqualTo("route");
		assertThat(decision.entry()).isEqualTo(rule.reference());
		assertThat(decision.allowed()).isEqualTo(decision.reason() == null);
		return decision.reason();
	}

	private static Decision decide(PolicyRule rule, Verification verification) {
		return rule.decide("route", verification, TestRequest.get(), (name, request) -> null);
	}

	private static PolicyRule compile(Authorization authorization) {
		return PolicyRule.compile("policy", 3, "application.yml:7", Specs.entry(null, authorization),
				PolicyResources.of(JWTS), StrippedSources.NONE);
	}

	private static List<Requirement> roles(String... roles) {
		return Arrays.stream(roles).map((role) -> Specs.claim("roles", Specs.exact(role))).toList();
	}

	private static Jwt jwt(String... roles) {
		return Jwt.withTokenValue("token").header("alg", "ES256").claim("roles", List.of(roles)).build();
	}

}
