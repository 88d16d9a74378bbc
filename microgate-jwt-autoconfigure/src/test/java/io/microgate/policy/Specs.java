package io.microgate.policy;

import java.util.List;

import io.microgate.constraint.Marker;
import io.microgate.constraint.Ref;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Authentication;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.ClaimValue;
import io.microgate.policy.AccessControlPolicySpec.ClaimValueExtensions;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.JwtRequirement;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
import io.microgate.policy.AccessControlPolicySpec.Requirement;

/**
 * Short ways to write specs.
 */
final class Specs {

	static final Authorization OPEN = Authorizations.of(null, null, null, null);

	static final Authorization DENY = Authorizations.of(null, new Marker(), null, null);

	private Specs() {
	}

	static AccessControlPolicySpec policy(PolicySpec... entries) {
		return new AccessControlPolicySpec(List.of(), List.of(entries), new AccessControlPolicySpec.Extensions(false));
	}

	static PolicySpec entry(RequestConditions conditions, Authorization authorization) {
		return new PolicySpec(conditions, authorization, null);
	}

	static RequestConditions path(MatcherSpec path) {
		return new RequestConditions(path, null, null, null, null, false);
	}

	static RequestConditions method(String... method) {
		return new RequestConditions(null, null, List.of(method), null, null, false);
	}

	static RequestConditions header(CaselessMatcherSpec name, MatcherSpec value) {
		return new RequestConditions(null, new Header(name, value), null, null, null, false);
	}

	static RequestConditions mediaType(CaselessMatcherSpec mediaType) {
		return new RequestConditions(null, null, null, mediaType, null, false);
	}

	static RequestConditions remoteIp(boolean invert, String... cidrRanges) {
		return new RequestConditions(null, null, null, null, new RemoteIp(List.of(cidrRanges), invert), false);
	}

	static RequestConditions invert(RequestConditions spec) {
		return new RequestConditions(spec.path(), spec.header(), spec.method(), spec.mediaType(), spec.remoteIp(),
				!spec.invert());
	}

	static MatcherSpec exact(String text) {
		return new MatcherSpec(new StringMatcherSpec(text, null, null, null, null, false));
	}

	static MatcherSpec prefix(String text) {
		return new MatcherSpec(new StringMatcherSpec(null, text, null, null, null, false));
	}

	static MatcherSpec regex(String text) {
		return new MatcherSpec(new StringMatcherSpec(null, null, null, null, text, false));
	}

	static CaselessMatcherSpec caselessExact(String text) {
		return new CaselessMatcherSpec(new CaselessMatcherSpec.Matcher(text, null, null, null, null));
	}

	static CaselessMatcherSpec caselessPrefix(String text) {
		return new CaselessMatcherSpec(new CaselessMatcherSpec.Matcher(null, text, null, null, null));
	}

	static CaselessMatcherSpec caselessRegex(String text) {
		return new CaselessMatcherSpec(new CaselessMatcherSpec.Matcher(null, null, null, null, text));
	}

	static Authentication jwt(String name) {
		return Authorizations.jwt(new Ref(name));
	}

	static Requirement claim(String name, MatcherSpec value) {
		ClaimValue matched = (value != null) ? new ClaimValue(value.matcher(), new ClaimValueExtensions(null)) : null;
		return new Requirement(new JwtRequirement(new Claim(name, matched)), null);
	}

	static Requirement equal(String name, RequestValue value) {
		ClaimValue equal = new ClaimValue(null, new ClaimValueExtensions(value));
		return new Requirement(new JwtRequirement(new Claim(name, equal)), null);
	}

}
