package io.microgate.test.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.microgate.test.policy.PolicyCaseToken.Defect;
import org.jspecify.annotations.Nullable;

/**
 * A token while it is put together. Says everything about itself, so that it stays the
 * same when the configuration changes.
 *
 * @param jwks name of the JWKS whose key signs it
 * @param algorithm value of {@code alg}
 * @param type value of {@code typ}, {@code null} for none
 * @param claims the claims without its times
 * @param times the times, in seconds from now
 * @param signedByStranger whether a key signs it that the JWKS does not have
 * @param size length of the token, 0 if it does not matter
 */
record TokenDraft(String jwks, String algorithm, @Nullable String type, Map<String, Object> claims, Times times,
		boolean signedByStranger, int size) {

	TokenDraft withClaims(Map<String, Object> other) {
		return new TokenDraft(this.jwks, this.algorithm, this.type, other, this.times, this.signedByStranger,
				this.size);
	}

	TokenDraft withClaim(String name, @Nullable Object value) {
		Map<String, Object> changed = new TreeMap<>(this.claims);
		if (value != null) {
			changed.put(name, value);
		}
		else {
			changed.remove(name);
		}
		return withClaims(changed);
	}

	TokenDraft withTimes(@Nullable Long issuedAt, @Nullable Long notBefore, @Nullable Long expiresAt) {
		return new TokenDraft(this.jwks, this.algorithm, this.type, this.claims,
				new Times(issuedAt, notBefore, expiresAt), this.signedByStranger, this.size);
	}

	TokenDraft withAlgorithm(String other) {
		return new TokenDraft(this.jwks, other, this.type, this.claims, this.times, this.signedByStranger, this.size);
	}

	TokenDraft withType(@Nullable String other) {
		return new TokenDraft(this.jwks, this.algorithm, other, this.claims, this.times, this.signedByStranger,
				this.size);
	}

	TokenDraft withJwks(String other) {
		return new TokenDraft(other, this.algorithm, this.type, this.claims, this.times, this.signedByStranger,
				this.size);
	}

	TokenDraft withStranger() {
		return new TokenDraft(this.jwks, this.algorithm, this.type, this.claims, this.times, true, this.size);
	}

	TokenDraft withSize(int other) {
		return new TokenDraft(this.jwks, this.algorithm, this.type, this.claims, this.times, this.signedByStranger,
				other);
	}

	/** Writes the token as that of a case. */
	PolicyCaseToken toToken(@Nullable TokenPlacement placement) {
		Map<String, String> header = new TreeMap<>(Map.of("alg", this.algorithm));
		if (this.type != null) {
			header.put("typ", this.type);
		}
		Set<Defect> defects = this.signedByStranger ? Set.of(Defect.SIGNED_BY_STRANGER) : Set.of();
		return new PolicyCaseToken(null, null, 0, this.jwks, new TreeMap<>(this.claims), this.times.toOffsets(), header,
				defects, this.size, (placement != null) ? placement.toSource() : null);
	}

	/**
	 * Times in seconds from now.
	 *
	 * @param issuedAt offset of {@code iat}, {@code null} for none
	 * @param notBefore offset of {@code nbf}, {@code null} for none
	 * @param expiresAt offset of {@code exp}, {@code null} for none
	 */
	record Times(@Nullable Long issuedAt, @Nullable Long notBefore, @Nullable Long expiresAt) {

		PolicyCaseToken.Times toOffsets() {
			return new PolicyCaseToken.Times(offset(this.issuedAt), offset(this.notBefore), offset(this.expiresAt));
		}

		private static @Nullable Duration offset(@Nullable Long seconds) {
			return (seconds != null) ? Duration.ofSeconds(seconds) : null;
		}

	}

}
