package io.microgate.test.token;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a token is asked for to be. Everything else is as its entry requires.
 *
 * @param jwt name of the JWT
 * @param entry position of its entry
 * @param claims values of claims, {@code null} for a claim that the token does not have
 * @param header values of header parameters, {@code null} for one that it does not have
 * @param signedByStranger whether a key signs that is in no JWKS
 * @param validity when the token is valid, as far as the claims do not say otherwise
 */
record TokenRecipe(String jwt, int entry, Map<String, @Nullable Object> claims, Map<String, @Nullable Object> header,
		boolean signedByStranger, Validity validity) {

	static TokenRecipe good(String jwt, int entry) {
		return new TokenRecipe(jwt, entry, Map.of(), Map.of(), false, Validity.NOW);
	}

	TokenRecipe withClaim(String name, @Nullable Object value) {
		return new TokenRecipe(this.jwt, this.entry, put(this.claims, name, value), this.header, this.signedByStranger,
				this.validity);
	}

	TokenRecipe withHeader(String name, @Nullable Object value) {
		return new TokenRecipe(this.jwt, this.entry, this.claims, put(this.header, name, value), this.signedByStranger,
				this.validity);
	}

	TokenRecipe withStrangersSignature() {
		return new TokenRecipe(this.jwt, this.entry, this.claims, this.header, true, this.validity);
	}

	/** Takes back what was asked for of the claim that decides. */
	TokenRecipe withValidity(Validity other, String claim) {
		Map<String, @Nullable Object> others = new LinkedHashMap<>(this.claims);
		others.remove(claim);
		return new TokenRecipe(this.jwt, this.entry, Collections.unmodifiableMap(others), this.header,
				this.signedByStranger, other);
	}

	/** What is asked for last is written last, as one claim may be a part of another. */
	private static Map<String, @Nullable Object> put(Map<String, @Nullable Object> values, String name,
			@Nullable Object value) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
		changed.remove(name);
		changed.put(name, value);
		return Collections.unmodifiableMap(changed);
	}

	/** Leaves out the values of claims. */
	@Override
	public String toString() {
		return "TestToken[jwt=%s, entry=%d, claims=%s]".formatted(this.jwt, this.entry, this.claims.keySet());
	}

}
