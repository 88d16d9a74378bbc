package io.microgate.test.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.jwt.JwtSpec.ExtractionSource;
import org.jspecify.annotations.Nullable;

/**
 * How the token of a case is made: a good token of a JWT with changes, or one that takes
 * nothing but a key from the configuration.
 *
 * @param name name of the token in its file, {@code null} if it has none
 * @param jwt name of the JWT whose good token is changed, {@code null} for the one that
 * the request is judged by
 * @param entry position of the entry of {@code requireAny} that the good token satisfies,
 * from 0
 * @param jwks name of the JWKS that has the key, for a token that has no other claims
 * than those given; {@code null} for a good token
 * @param claims claims that replace those of the good token; a value of {@code null}
 * removes the claim
 * @param times when the token was issued and is valid
 * @param header fields of the header that replace others
 * @param defects what is wrong with the token
 * @param size how many characters the token has at least, 0 for as many as it needs
 * @param sendAs where it is sent, {@code null} for where the request says, or else at the
 * first source of its JWT
 */
public record PolicyCaseToken(@Nullable String name, @Nullable String jwt, int entry, @Nullable String jwks,
		Map<String, @Nullable Object> claims, Times times, Map<String, String> header, Set<Defect> defects, int size,
		@Nullable ExtractionSource sendAs) {

	/** A good token of the JWT that the request is judged by. */
	public static final PolicyCaseToken GOOD = new PolicyCaseToken(null, null, 0, null, Map.of(), Times.NONE, Map.of(),
			Set.of(), 0, null);

	/**
	 * Copies what is given.
	 * @throws IllegalArgumentException if the key of a JWKS and the good token of a JWT
	 * are asked for
	 */
	public PolicyCaseToken {
		if (jwks != null && (jwt != null || entry > 0 || defects.contains(Defect.EXPIRED)
				|| defects.contains(Defect.NOT_YET_VALID))) {
			throw new IllegalArgumentException("A token of a 'jwks' has its own claims and is of no 'jwt'");
		}
		claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
		header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
		defects = Collections.unmodifiableSet(new LinkedHashSet<>(defects));
	}

	/**
	 * Creates a good token of the JWT that the request is judged by, with other claims.
	 * @param claims the claims, those of value {@code null} are removed
	 * @return the token
	 */
	public static PolicyCaseToken of(Map<String, @Nullable Object> claims) {
		return new PolicyCaseToken(null, null, 0, null, claims, Times.NONE, Map.of(), Set.of(), 0, null);
	}

	/**
	 * Creates a good token of the JWT that the request is judged by, but for a defect.
	 * @param defect the defect
	 * @return the token
	 */
	public static PolicyCaseToken of(Defect defect) {
		return new PolicyCaseToken(null, null, 0, null, Map.of(), Times.NONE, Map.of(), Set.of(defect), 0, null);
	}

	/**
	 * Gives the token another name.
	 * @param other the name, {@code null} for none
	 * @return the same token with this name
	 */
	public PolicyCaseToken named(@Nullable String other) {
		return new PolicyCaseToken(other, this.jwt, this.entry, this.jwks, this.claims, this.times, this.header,
				this.defects, this.size, this.sendAs);
	}

	/**
	 * Describes the token without values of its claims.
	 */
	String describe() {
		if (this.name != null) {
			return "token " + this.name;
		}
		List<String> parts = new ArrayList<>();
		this.defects.forEach((defect) -> parts.add(defect.text));
		parts.add((this.jwks != null) ? "a token signed for '%s'".formatted(this.jwks) : "a good token");
		this.claims.forEach((name, value) -> parts.add((value != null) ? name : "no " + name));
		return String.join(", ", parts);
	}

	/**
	 * What is wrong with a token.
	 */
	public enum Defect {

		/** It has expired. */
		EXPIRED("expired"),

		/** It is not valid yet. */
		NOT_YET_VALID("not yet valid"),

		/** A key signed it that is not in the key set, though it has the id of one. */
		SIGNED_BY_STRANGER("signed by a stranger");

		private final String text;

		Defect(String text) {
			this.text = text;
		}

	}

	/**
	 * The times of a token, as offsets from the time of the request.
	 *
	 * @param issuedAt the claim {@code iat}, {@code null} for that of a good token, or
	 * for none
	 * @param notBefore the claim {@code nbf}, likewise
	 * @param expiresAt the claim {@code exp}, likewise
	 */
	public record Times(@Nullable Duration issuedAt, @Nullable Duration notBefore, @Nullable Duration expiresAt) {

		/** No times other than those of a good token. */
		public static final Times NONE = new Times(null, null, null);

	}

}
