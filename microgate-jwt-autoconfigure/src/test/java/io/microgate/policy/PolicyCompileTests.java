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
import io.microgate.policy.AccessControlPolicySpec.AuthorizationExtensions;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.ClaimValue;
import io.microgate.policy.AccessControlPolicySpec.ClaimValueExtensions;
import io.microgate.policy.AccessControlPolicySpec.JwtRequirement;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
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

	private static final Function<String, JwtRule> JWTS = (name) -> "a".equals(name)
			? new JwtRule("jwt", null, null, null, null) : null;

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
		Authentication optional = Authorizations.jwt(new Ref("a"), true);
		List<Requirement> claims = List.of(Specs.claim("c", null));
		return Stream.of(null, Authorizations.of(jwt, new Marker(), null, null),
				Authorizations.of(null, new Marker(), claims, null), Authorizations.of(jwt, null, claims, claims),
				Authorizations.of(null, null, claims, null), Authorizations.of(null, null, null, claims),
				with(null, new Marker(), null, claims, null), with(null, new Marker(), null, null, claims),
				with(jwt, null, claims, claims, null), with(null, null, null, claims, null),
				with(null, null, null, null, claims), with(jwt, null, null, List.of(), null),
				with(jwt, null, null, null, List.of()), with(optional, null, null, claims, null),
				with(optional, null, null, null, claims), Authorizations.of(optional, null, claims, null),
				Authorizations.of(optional, null, null, claims), Authorizations.of(optional, new Marker(), null, null),
				Authorizations.of(jwt, null, List.of(), null), Authorizations.of(jwt, null, null, List.of()),
				Authorizations.of(null, null, List.of(), null),
				Authorizations.of(new Authentication(null), null, null, null),
				Authorizations.of(Authorizations.jwt(null), null, null, null),
				Authorizations.of(Authorizations.jwt(new Ref(null)), null, null, null));
	}

	private static Authorization with(Authentication authentication, Marker deny, List<Requirement> requireAny,
			List<Requirement> furtherAny, List<Requirement> requireNone) {
		return new Authorization(authentication, deny, null, requireAny,
				new AuthorizationExtensions(furtherAny, requireNone, null));
	}

	@ParameterizedTest
	@MethodSource("requirements")
	void compileWhenRequirementCannotBeThenThrows(Requirement requirement) {
		List<Requirement> requirements = List.of(Specs.claim("c", null), requirement);
		assertRefused(Specs.policy(Specs.entry(null, Authorizations.of(Specs.jwt("a"), null, requirements, null))));
		assertRefused(Specs.policy(Specs.entry(null, Authorizations.of(Specs.jwt("a"), null, null, requirements))));
	}

	static Stream<Requirement> requirements() {
		ClaimValue both = new ClaimValue(Specs.exact("a").matcher(),
				new ClaimValueExtensions(new RequestValue("a", null, null)));
		return Stream.of(new Requirement(null, null), new Requirement(new JwtRequirement(null), null),
				Specs.claim(null, null), Specs.claim("", null), Specs.claim("c", new MatcherSpec(null)),
				Specs.claim("c", Specs.exact("")), Specs.claim("c", Specs.regex("(?=a)")),
				Specs.equal("c", new RequestValue(null, null, null)), Specs.equal("c", null),
				new Requirement(new JwtRequirement(new Claim("c", both)), null));
	}

	@Test
	void compileWhenEntriesCannotBeThenThrows() {
		assertRefused(new AccessControlPolicySpec(List.of(), null, new AccessControlPolicySpec.Extensions(false)));
		assertRefused(Specs.policy());
		assertRefused(Specs.policy(Specs.entry(null, Specs.OPEN), Specs.entry(null, Specs.DENY)));
	}

	@Test
	void compileWhenJwtIsUnknownThenNamesIt() {
		Authorization authorization = Authorizations.of(Specs.jwt("missing"), null, null, null);
		assertThatNullPointerException()
			.isThrownBy(() -> Policy.compile("policy", Specs.policy(Specs.entry(null, authorization)),
					PolicyResources.of(JWTS), (number) -> null))
			.withMessage("No JWT is named 'missing'");
	}

	private static void assertRefused(AccessControlPolicySpec spec) {
		assertThat(catchThrowable(() -> Policy.compile("policy", spec, PolicyResources.of(JWTS), (number) -> null)))
			.isInstanceOf(RuntimeException.class)
			.isNotInstanceOfAny(ClassCastException.class, IndexOutOfBoundsException.class);
	}

}
