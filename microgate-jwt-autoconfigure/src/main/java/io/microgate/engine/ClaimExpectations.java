package io.microgate.engine;

import java.util.ArrayList;
import java.util.List;

import io.microgate.jwt.JwtSpec.EntryClaim;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * Says what conditions on claims expect.
 */
public final class ClaimExpectations {

	private ClaimExpectations() {
	}

	/**
	 * Says what a condition of a policy expects of a claim.
	 * @param claim the condition
	 * @return what it expects
	 */
	public static String claim(Claim claim) {
		StringMatcherSpec matcher = (claim.value() != null) ? claim.value().matcher() : null;
		RequestValue equal = (claim.value() != null) ? claim.value().extensions().equals() : null;
		if (matcher != null) {
			return "claim '%s' that %s".formatted(claim.name(), matcher(matcher));
		}
		return (equal != null) ? "claim '%s' that equals the %s".formatted(claim.name(), requestValue(equal))
				: "claim '%s'".formatted(claim.name());
	}

	/**
	 * Says what an entry of {@code requireAny} of a JWT expects of a claim.
	 * @param claim the condition
	 * @return what it expects
	 */
	public static String claim(EntryClaim claim) {
		StringMatcherSpec matcher = (claim.value() != null) ? claim.value().matcher() : null;
		return "claim '%s'".formatted(claim.name()) + ((matcher != null) ? " that " + matcher(matcher) : "");
	}

	/**
	 * Says what a matcher expects, as the end of "a value that".
	 * @param matcher the matcher
	 * @return what it expects
	 */
	public static String matcher(StringMatcherSpec matcher) {
		String text;
		if (matcher.exact() != null) {
			text = "is '%s'".formatted(matcher.exact());
		}
		else if (matcher.prefix() != null) {
			text = "starts with '%s'".formatted(matcher.prefix());
		}
		else if (matcher.suffix() != null) {
			text = "ends with '%s'".formatted(matcher.suffix());
		}
		else {
			text = (matcher.contains() != null) ? "contains '%s'".formatted(matcher.contains())
					: "matches '%s'".formatted(matcher.regex());
		}
		return matcher.ignoreCase() ? text + " in any case" : text;
	}

	private static String requestValue(RequestValue value) {
		if (value.pathVariable() != null) {
			return "path variable '%s'".formatted(value.pathVariable());
		}
		return (value.header() != null) ? "header '%s'".formatted(value.header())
				: "query parameter '%s'".formatted(value.queryParameter());
	}

	static String all(Authorization authorization) {
		return String.join(" and ", texts(authorization.requireAll()));
	}

	static String any(Authorization authorization) {
		List<String> texts = texts(authorization.requireAny());
		texts.addAll(texts(authorization.extensions().requireAny()));
		return String.join(" or ", texts);
	}

	/**
	 * Without what the claims are compared with: a refusal would tell what the token has.
	 */
	static String none(Authorization authorization) {
		List<String> names = claims(authorization.extensions().requireNone()).stream()
			.map((claim) -> String.valueOf(claim.name()))
			.toList();
		return "that the claims %s meet none of 'requireNone'".formatted(TokenExpectations.list(names));
	}

	private static List<String> texts(@Nullable List<Requirement> requirements) {
		return new ArrayList<>(claims(requirements).stream().map(ClaimExpectations::claim).toList());
	}

	private static List<Claim> claims(@Nullable List<Requirement> requirements) {
		List<Claim> claims = new ArrayList<>();
		for (Requirement requirement : (requirements != null) ? requirements : List.<Requirement>of()) {
			if (requirement.jwt() != null && requirement.jwt().claim() != null) {
				claims.add(requirement.jwt().claim());
			}
		}
		return claims;
	}

}
