package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.jwt.JwtSpec;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
import org.jspecify.annotations.Nullable;

/**
 * What a claim has to be.
 *
 * @param name name of the claim
 * @param own whether the token's own claim is meant, and not a derived one of that name
 * @param matcher how the value is compared, {@code null} if it is enough that there is
 * one
 * @param equals the part of the request that the claim equals, {@code null} for none
 */
record ClaimNeed(String name, boolean own, @Nullable StringMatcherSpec matcher, @Nullable RequestValue equals) {

	static ClaimNeed of(Requirement requirement) {
		Claim claim = Objects.requireNonNull(Objects.requireNonNull(requirement.jwt()).claim());
		String name = Objects.requireNonNull(claim.name());
		if (claim.value() == null) {
			return new ClaimNeed(name, false, null, null);
		}
		return new ClaimNeed(name, false, claim.value().matcher(), claim.value().extensions().equals());
	}

	static ClaimNeed of(JwtSpec.EntryClaim claim) {
		return new ClaimNeed(Objects.requireNonNull(claim.name()), true,
				(claim.value() != null) ? claim.value().matcher() : null, null);
	}

	static ClaimNeed exact(String name, String value) {
		return new ClaimNeed(name, true, new StringMatcherSpec(value, null, null, null, null, false), null);
	}

	/** Lists values that meet it, in a request that says what it equals. */
	List<String> matching(RequestDraft request) {
		if (this.equals != null) {
			String value = RequestValues.read(this.equals, request);
			return (value != null) ? List.of(value) : List.of();
		}
		return (this.matcher != null) ? MatcherValues.of(this.matcher).matching() : List.of("x");
	}

	/** Lists values near those that meet it. */
	List<String> neighbours(RequestDraft request) {
		if (this.matcher != null) {
			List<String> neighbours = new ArrayList<>(MatcherValues.of(this.matcher).neighbours());
			neighbours.add("");
			return neighbours;
		}
		return (this.equals != null) ? List.of("x", "other", MatcherValues.swapCase(first(matching(request))))
				: List.of("x", "other");
	}

	private static String first(List<String> values) {
		return values.isEmpty() ? "x" : values.get(0);
	}

	boolean isMetBy(String value, RequestDraft request) {
		if (this.equals != null) {
			return value.equals(RequestValues.read(this.equals, request));
		}
		return this.matcher == null || StringMatcher.compile(this.matcher).matches(value);
	}

}
