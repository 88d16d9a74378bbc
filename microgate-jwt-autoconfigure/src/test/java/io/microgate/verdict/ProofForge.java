package io.microgate.verdict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Makes proofs of the possession of a key (RFC 9449) by recipe, really signed: a good
 * proof for a request and token, but for what the recipe says.
 */
final class ProofForge {

	/** Where clients reach the applications of the table. */
	static final String ORIGIN = "https://api.example";

	private final TestKeys keys;

	private final TokenForge forge;

	ProofForge(TestKeys keys) {
		this.keys = keys;
		this.forge = new TokenForge(keys);
	}

	/**
	 * Makes a proof.
	 * @param recipe the recipe
	 * @param request method and target
	 * @param token the token that it is for
	 * @return the proof
	 */
	String forge(TokenRecipe recipe, String request, String token) {
		String text = recipe.text("text", null);
		if (text != null) {
			return text;
		}
		TestKey key = this.keys.get(recipe.text("key", "es-1"));
		Map<String, Object> header = new LinkedHashMap<>();
		header.put("typ", "dpop+jwt");
		header.put("alg", recipe.text("alg", key.algorithm()));
		header.put("jwk", jwk(key, recipe.text("jwk", "")));
		String[] parts = request.split(" ");
		long now = Instant.now().getEpochSecond();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("jti", UUID.randomUUID().toString());
		claims.put("htm", parts[0]);
		claims.put("htu", ORIGIN + parts[1].split("\\?", 2)[0]);
		claims.put("iat", now);
		claims.put("ath", hash(token));
		if (recipe.number("size") > 0) {
			claims.put("fill", "f".repeat(recipe.number("size")));
		}
		return this.forge.sign(recipe, key, header, claims, now);
	}

	private Map<String, Object> jwk(TestKey key, String name) {
		if (!name.equals("private")) {
			return name.isEmpty() ? key.jwk() : this.keys.get(name).jwk();
		}
		Map<String, Object> jwk = new LinkedHashMap<>(key.jwk());
		jwk.put("d", TestKey.base64(((ECPrivateKey) key.pair().getPrivate()).getS().toByteArray()));
		return jwk;
	}

	private static String hash(String token) {
		try {
			byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
			return TestKey.base64(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
