package io.microgate.policy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.microgate.constraint.Marker;
import io.microgate.constraint.Ref;
import io.microgate.jwt.JwtRule;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Authentication;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.JwtRequirement;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the checks of the configuration refuse throws here too, should it ever get
 * through.
 */
class PolicyCompileTests {

	private static final Function<String, JwtRule> JWTS = (name) -> "a".equals(name) ? new JwtRule("jwt", null, null)
			: null;

	@ParameterizedTest
	@MethodSource("conditions")
	void compileWhenConditionsCannotBeThenThrows(RequestConditions conditions) {
		assertRefused(Specs.policy(Specs.entry(conditions, Specs.OPEN)));
		assertRefused(Specs.policy(Specs.entry(Specs.invert(conditions), Specs.OPEN)));
	}

	static Stream<RequestConditions> conditions() {
		return Stream.of(new RequestConditions(null, null, null, null, null, false), Specs.method(),
				Specs.method("GET", "get"), Specs.method("PROPFIND"), Specs.method(""),
				new RequestConditions(null, null, Arrays.asList("GET", null), null, null, false),
				Specs.header(null, null), Specs.header(new CaselessMatcherSpec(null), null),
				Specs.header(null, new MatcherSpec(null)), Specs.path(new MatcherSpec(null)),
				Specs.path(Specs.prefix("")), Specs.path(Specs.regex("(")),
				Specs.mediaType(new CaselessMatcherSpec(null)), Specs.mediaType(Specs.caselessExact("")),
				Specs.remoteIp(false), Specs.remoteIp(true), Specs.remoteIp(false, "10.0.0.1"),
				Specs.remoteIp(false, "10.0.0.0/8", "localhost/8"),
				new RequestConditions(null, null, null, null, new RemoteIp(null, false), false));
	}

	@ParameterizedTest
	@MethodSource("authorizations")
	void compileWhenAuthorizationCannotBeThenThrows(Authorization authorization) {
		assertRefused(Specs.policy(Specs.entry(null, authorization)));
	}

	static Stream<Authorization> authorizations() {
		Authentication jwt = Specs.jwt("a");
		List<Requirement> claims = List.of(Specs.claim("c", null));
		return Stream.of(null, new Authorization(jwt, new Marker(), null, null),
				new Authorization(null, new Marker(), claims, null), new Authorization(jwt, null, claims, claims),
				new Authorization(null, null, claims, null), new Authorization(null, null, null, claims),
				new Authorization(jwt, null, List.of(), null), new Authorization(jwt, null, null, List.of()),
				new Authorization(null, null, List.of(), null),
				new Authorization(new Authentication(null), null, null, null),
				new Authorization(new Authentication(new JwtAuthentication(null)), null, null, null),
				new Authorization(new Authentication(new JwtAuthentication(new Ref(null))), null, null, null));
	}

	@ParameterizedTest
	@MethodSource("requirements")
	void compileWhenRequirementCannotBeThenThrows(Requirement requirement) {
		List<Requirement> requirements = List.of(Specs.claim("c", null), requirement);
		assertRefused(Specs.policy(Specs.entry(null, new Authorization(Specs.jwt("a"), null, requirements, null))));
		assertRefused(Specs.policy(Specs.entry(null, new Authorization(Specs.jwt("a"), null, null, requirements))));
	}

	static Stream<Requirement> requirements() {
		return Stream.of(new Requirement(null), new Requirement(new JwtRequirement(null)), Specs.claim(null, null),
				Specs.claim("", null), Specs.claim("c", new MatcherSpec(null)), Specs.claim("c", Specs.exact("")),
				Specs.claim("c", Specs.regex("(?=a)")));
	}

	@Test
	void compileWhenEntriesCannotBeThenThrows() {
		assertRefused(new AccessControlPolicySpec(List.of(), null));
		assertRefused(Specs.policy());
		assertRefused(Specs.policy(Specs.entry(null, Specs.OPEN), Specs.entry(null, Specs.DENY)));
	}

	@Test
	void compileWhenJwtIsUnknownThenNamesIt() {
		Authorization authorization = new Authorization(Specs.jwt("missing"), null, null, null);
		assertThatNullPointerException()
			.isThrownBy(() -> Policy.compile("policy", Specs.policy(Specs.entry(null, authorization)), JWTS))
			.withMessage("No JWT is named 'missing'");
	}

	private static void assertRefused(AccessControlPolicySpec spec) {
		assertThat(catchThrowable(() -> Policy.compile("policy", spec, JWTS))).isInstanceOf(RuntimeException.class)
			.isNotInstanceOfAny(ClassCastException.class, IndexOutOfBoundsException.class);
	}

}
