package io.microgate.test.token;

import java.security.cert.X509Certificate;
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
 * @param sender what the client that sends it has
 */
record TokenRecipe(String jwt, int entry, Map<String, @Nullable Object> claims, Map<String, @Nullable Object> header,
		boolean signedByStranger, Validity validity, Sender sender) {

	static TokenRecipe good(String jwt, int entry) {
		return new TokenRecipe(jwt, entry, Map.of(), Map.of(), false, Validity.NOW, Sender.ANY);
	}

	TokenRecipe withClaim(String name, @Nullable Object value) {
		return new TokenRecipe(this.jwt, this.entry, put(this.claims, name, value), this.header, this.signedByStranger,
				this.validity, this.sender);
	}

	TokenRecipe withHeader(String name, @Nullable Object value) {
		return new TokenRecipe(this.jwt, this.entry, this.claims, put(this.header, name, value), this.signedByStranger,
				this.validity, this.sender);
	}

	TokenRecipe withStrangersSignature() {
		return new TokenRecipe(this.jwt, this.entry, this.claims, this.header, true, this.validity, this.sender);
	}

	TokenRecipe withSender(Sender other) {
		return new TokenRecipe(this.jwt, this.entry, this.claims, this.header, this.signedByStranger, this.validity,
				other);
	}

	/** Takes back what was asked for of the claim that decides. */
	TokenRecipe withValidity(Validity other, String claim) {
		Map<String, @Nullable Object> others = new LinkedHashMap<>(this.claims);
		others.remove(claim);
		return new TokenRecipe(this.jwt, this.entry, Collections.unmodifiableMap(others), this.header,
				this.signedByStranger, other, this.sender);
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

	/**
	 * What the client has that sends a token.
	 *
	 * @param key whether the token is bound to a key of the client, also if the JWT does
	 * not require it
	 * @param certificate the certificate that it presents, {@code null} for none
	 */
	record Sender(boolean key, @Nullable X509Certificate certificate) {

		static final Sender ANY = new Sender(false, null);

	}

}
