package io.microgate.policy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.jwt.JwtRule;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyRuleTests {

	private static final JwtRule RULE = new JwtRule(null, null);

	private static final Function<String, JwtRule> JWTS = (name) -> RULE;

	@Test
	void decideWhenEmptyThenAllowsAndAsksForNoAuthentication() {
		PolicyRule rule = compile(Specs.OPEN);
		assertThat(rule.authentication()).isNull();
		assertThat(rule.decide(null)).isSameAs(Decision.ALLOW);
		assertThat(rule.decide(jwt("user"))).isSameAs(Decision.ALLOW);
	}

	@Test
	void decideWhenDenyThenDeniesEveryClient() {
		PolicyRule rule = compile(Specs.DENY);
		assertThat(rule.authentication()).isNull();
		assertThat(rule.decide(null)).isEqualTo(Decision.deny(DenyReason.POLICY_DENY));
		assertThat(rule.decide(jwt("admin"))).isEqualTo(Decision.deny(DenyReason.POLICY_DENY));
	}

	@Test
	void decideWhenAuthenticationThenTokenIsNeeded() {
		PolicyRule rule = compile(new Authorization(Specs.jwt("a"), null, null, null));
		assertThat(rule.authentication()).isSameAs(RULE);
		assertThat(rule.decide(jwt("user"))).isSameAs(Decision.ALLOW);
		assertThat(rule.decide(null)).isEqualTo(Decision.deny(DenyReason.TOKEN_MISSING));
	}

	@ParameterizedTest
	@CsvSource({ "'a b c', true", "'a b', true", "a, false", "b, false", "c, false" })
	void decideWhenRequireAllThenEveryOneIsMet(String roles, boolean allowed) {
		PolicyRule rule = compile(new Authorization(Specs.jwt("a"), null, roles("a", "b"), null));
		assertThat(rule.decide(jwt(roles.split(" "))))
			.isEqualTo(allowed ? Decision.ALLOW : Decision.deny(DenyReason.CLAIMS_REQUIRE_ALL));
	}

	@ParameterizedTest
	@CsvSource({ "'a b c', true", "a, true", "'c b', true", "c, false" })
	void decideWhenRequireAnyThenOneIsMet(String roles, boolean allowed) {
		PolicyRule rule = compile(new Authorization(Specs.jwt("a"), null, null, roles("a", "b")));
		assertThat(rule.decide(jwt(roles.split(" "))))
			.isEqualTo(allowed ? Decision.ALLOW : Decision.deny(DenyReason.CLAIMS_REQUIRE_ANY));
	}

	@Test
	void decideWhenRequirementsButNoTokenThenDenies() {
		PolicyRule all = compile(new Authorization(Specs.jwt("a"), null, roles("a"), null));
		PolicyRule any = compile(new Authorization(Specs.jwt("a"), null, null, roles("a")));
		assertThat(all.decide(null)).isEqualTo(Decision.deny(DenyReason.TOKEN_MISSING));
		assertThat(any.decide(null)).isEqualTo(Decision.deny(DenyReason.TOKEN_MISSING));
	}

	@Test
	void decideWhenClaimIsMissingThenDenies() {
		Requirement exists = Specs.claim("missing", null);
		PolicyRule all = compile(new Authorization(Specs.jwt("a"), null, List.of(exists), null));
		PolicyRule any = compile(new Authorization(Specs.jwt("a"), null, null, List.of(exists)));
		assertThat(all.decide(jwt("a"))).isEqualTo(Decision.deny(DenyReason.CLAIMS_REQUIRE_ALL));
		assertThat(any.decide(jwt("a"))).isEqualTo(Decision.deny(DenyReason.CLAIMS_REQUIRE_ANY));
	}

	private static PolicyRule compile(Authorization authorization) {
		return PolicyRule.compile(Specs.entry(null, authorization), JWTS);
	}

	private static List<Requirement> roles(String... roles) {
		return Arrays.stream(roles).map((role) -> Specs.claim("roles", Specs.exact(role))).toList();
	}

	private static Jwt jwt(String... roles) {
		return Jwt.withTokenValue("token").header("alg", "ES256").claim("roles", List.of(roles)).build();
	}

}
