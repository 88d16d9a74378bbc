package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;

import io.microgate.constraint.DurationText;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.AuthorizationExtensions;
import io.microgate.policy.AccessControlPolicySpec.ClaimValue;
import io.microgate.policy.AccessControlPolicySpec.JwtExtensions;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * Rules of what an entry of an AccessControlPolicy asks for that span several fields.
 */
final class AuthorizationChecks {

	static final String AUTHORIZATIONS = "accessControlPolicies.policies.authorization";

	/** Where an authorization has conditions on claims. */
	static final List<String> CLAIMS = List.of("requireAll|requireAny.jwt.claim",
			"extensions.requireAny|requireNone.jwt.claim");

	private static final String REMOVE_ONE = "Remove one of them";

	private final Problems problems;

	AuthorizationChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		for (SpecElement<Authorization> authorization : SpecElement.find(properties, AUTHORIZATIONS,
				Authorization.class)) {
			check(authorization);
			for (String claims : CLAIMS) {
				for (SpecElement<ClaimValue> value : authorization.find(claims + ".value", ClaimValue.class)) {
					checkValue(value);
				}
			}
		}
		new PathVariableChecks(this.problems).check(properties);
	}

	private void check(SpecElement<Authorization> authorization) {
		Authorization spec = authorization.spec();
		if (spec.deny() != null) {
			if (spec.authentication() != null) {
				this.problems.add(authorization.path().child("authentication"), null,
						"cannot be set together with 'deny'", REMOVE_ONE);
			}
			for (PropertyPath list : extensionRules(authorization)) {
				this.problems.add(list, null, "cannot be set together with 'deny'", REMOVE_ONE);
			}
		}
		else if (spec.authentication() == null) {
			requireAuthentication(authorization);
		}
		if (spec.requireAny() != null && spec.extensions().requireAny() != null) {
			this.problems.add(authorization.path().child("extensions").child("requireAny"), null,
					"cannot be set together with %s outside of 'extensions'"
						.formatted(this.problems.spelling(authorization.path()).quote("requireAny")),
					"Write all alternatives into one of the two lists");
		}
		checkOptional(authorization);
		for (SpecElement<String> maxAge : authorization.find("extensions.stepUp.maxAge", String.class)) {
			checkMaxAge(maxAge);
		}
	}

	/** The challenge names it in seconds. */
	private void checkMaxAge(SpecElement<String> maxAge) {
		boolean whole;
		try {
			whole = DurationText.parse(maxAge.spec()).getNano() == 0;
		}
		catch (IllegalArgumentException ex) {
			// a problem of its own
			return;
		}
		if (!whole) {
			this.problems.add(maxAge.path(), maxAge.spec(), "must be whole seconds", "Write it like 10m");
		}
	}

	private static List<PropertyPath> extensionRules(SpecElement<Authorization> authorization) {
		AuthorizationExtensions extensions = authorization.spec().extensions();
		PropertyPath path = authorization.path().child("extensions");
		List<PropertyPath> lists = new ArrayList<>();
		if (extensions.requireAny() != null) {
			lists.add(path.child("requireAny"));
		}
		if (extensions.requireNone() != null) {
			lists.add(path.child("requireNone"));
		}
		if (extensions.stepUp() != null) {
			lists.add(path.child("stepUp"));
		}
		return lists;
	}

	private void requireAuthentication(SpecElement<Authorization> authorization) {
		KeySpelling keys = this.problems.spelling(authorization.path());
		String lists = null;
		AuthorizationExtensions extensions = authorization.spec().extensions();
		if (areOnClaims(authorization.spec().requireAll()) || areOnClaims(authorization.spec().requireAny())) {
			lists = "%s and %s".formatted(keys.quote("requireAll"), keys.quote("requireAny"));
		}
		else if (areOnClaims(extensions.requireAny()) || areOnClaims(extensions.requireNone())) {
			lists = "%s and %s of 'extensions'".formatted(keys.quote("requireAny"), keys.quote("requireNone"));
		}
		else if (extensions.stepUp() != null) {
			lists = "%s of 'extensions'".formatted(keys.quote("stepUp"));
		}
		if (lists != null) {
			this.problems.addMissing(authorization.path().child("authentication"), "is required by " + lists,
					"Add 'authentication' with a " + keys.quote("jwtRef"));
		}
	}

	/** Those on certificates need none. */
	private static boolean areOnClaims(@Nullable List<Requirement> requirements) {
		return requirements != null
				&& requirements.stream().anyMatch((requirement) -> requirement.clientCertificate() == null);
	}

	private void checkOptional(SpecElement<Authorization> authorization) {
		Authorization spec = authorization.spec();
		boolean conditions = spec.requireAll() != null || spec.requireAny() != null
				|| !extensionRules(authorization).isEmpty();
		for (SpecElement<JwtExtensions> jwt : authorization.find("authentication.jwt.extensions",
				JwtExtensions.class)) {
			if (jwt.spec().optional() && conditions) {
				this.problems.add(jwt.path().child("optional"), true,
						"cannot be set together with conditions on claims or certificates or a step-up",
						"Remove it, or move the conditions to an entry of their own");
			}
		}
	}

	/** What the CR requires, unless an extension takes its place. */
	private void checkValue(SpecElement<ClaimValue> value) {
		boolean equal = value.spec().extensions().equals() != null;
		if (value.spec().matcher() == null && !equal) {
			this.problems.addMissing(value.path().child("matcher"), "is required", "Add 'matcher'");
		}
		if (value.spec().matcher() != null && equal) {
			this.problems.add(value.path().child("extensions").child("equals"), null,
					"cannot be set together with 'matcher'", REMOVE_ONE);
		}
	}

}
