package io.microgate.verdict;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does to a token with claims what a test vector does to a token without. The header
 * stays as it is, also where it is odd; the payload becomes claims, as odd as it was; the
 * signature is repeated for them.
 */
final class VectorSurgery {

	static final String CLAIMS = "{\"sub\":\"alice\"}";

	private static final String OTHER_CLAIMS = "{\"sub\":\"mallory\"}";

	private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_-]");

	private final String claims = TokenForge.base64(CLAIMS);

	private final String header;

	private final String payload;

	private final String signature;

	private final VectorKey key;

	private final String newSignature;

	/**
	 * Prepares the token with claims.
	 * @param jwk has signed the genuine token
	 * @param genuine the token that was changed by the vector, or the vector's own
	 * @param provable whether the public half of the JWK is genuine
	 */
	VectorSurgery(JsonNode jwk, String genuine, boolean provable) {
		String[] parts = genuine.split("\\.", -1);
		this.header = parts[0];
		this.payload = parts[1];
		this.signature = parts[2];
		this.key = VectorKey.of(jwk, header(genuine).get("alg").stringValue(), provable);
		this.newSignature = TestKey.base64(this.key.sign(bytes(this.signature), this.header + "." + this.payload,
				this.header + "." + this.claims));
	}

	static JsonNode header(String token) {
		return JsonMapper.shared().readTree(bytes(FOREIGN.matcher(token.split("\\.", 2)[0]).replaceAll("")));
	}

	/**
	 * Repeats the vector.
	 * @param token the token of the vector, in compact or JSON serialization
	 * @return a token with claims
	 */
	String operate(String token) {
		if (token.startsWith("{")) {
			return token.replace(this.payload, this.claims).replace(this.signature, this.newSignature);
		}
		String[] parts = token.split("\\.", -1);
		if (parts.length < 3) {
			return Arrays.stream(parts).map(this::replaced).collect(Collectors.joining("."));
		}
		return header(token).has("jwk") ? signedByAttacker(token) : operate(parts);
	}

	private String replaced(String part) {
		if (part.equals(this.payload)) {
			return this.claims;
		}
		return part.equals(this.signature) ? this.newSignature : part;
	}

	private String signedByAttacker(String token) {
		ObjectNode header = (ObjectNode) header(token);
		TestKey attacker = TestKey.of(TestKey.ec("secp256r1"), "ES256", "kid", header.get("kid").stringValue());
		header.set("jwk", JsonMapper.shared().valueToTree(attacker.jwk()));
		return Forgery.signed(attacker, "ES256", header.toString(), CLAIMS);
	}

	private String operate(String[] parts) {
		String[] result = parts.clone();
		result[1] = payload(parts[1], parts[2]);
		result[2] = signature(parts, parts[0] + "." + result[1]);
		return String.join(".", result);
	}

	private String payload(String part, String signaturePart) {
		if (part.equals(this.payload)) {
			return this.claims;
		}
		if (part.isEmpty()) {
			return part;
		}
		if (FOREIGN.matcher(part).find()) {
			return part.replace(this.payload, this.claims);
		}
		if (!TestKey.base64(bytes(part)).equals(part)) {
			return Surgery.encode("payload", CLAIMS, List.of("trailing-bits-in-payload"));
		}
		return TokenForge.base64(signaturePart.equals(this.signature) ? OTHER_CLAIMS : CLAIMS);
	}

	private String signature(String[] parts, String input) {
		String part = parts[2];
		if (part.isEmpty()) {
			return part;
		}
		if (part.contains(this.signature)) {
			return part.replace(this.signature, this.newSignature);
		}
		if (FOREIGN.matcher(part).find()) {
			return overlaid(part);
		}
		byte[] repeated = this.key.repeat(bytes(part), parts[0] + "." + parts[1], input);
		if (repeated != null) {
			return TestKey.base64(repeated);
		}
		return parts[0].equals(this.header) ? TestKey.base64(damaged(bytes(part))) : part;
	}

	/** Foreign characters stay where they are. */
	private String overlaid(String part) {
		StringBuilder result = new StringBuilder(this.newSignature);
		Matcher foreign = FOREIGN.matcher(part);
		while (foreign.find()) {
			result.setCharAt(foreign.start(), part.charAt(foreign.start()));
		}
		return result.toString();
	}

	/** Numbers made up from nothing stay as they are. */
	private byte[] damaged(byte[] part) {
		byte[] genuine = bytes(this.signature);
		byte[] another = bytes(this.newSignature);
		if (part.length < genuine.length) {
			return Arrays.copyOf(another, part.length);
		}
		int damage = Arrays.mismatch(genuine, part);
		if (part.length > genuine.length || Arrays.mismatch(Arrays.copyOfRange(genuine, damage + 1, genuine.length),
				Arrays.copyOfRange(part, damage + 1, part.length)) >= 0) {
			return part;
		}
		another[damage] ^= (byte) (genuine[damage] ^ part[damage]);
		return another;
	}

	private static byte[] bytes(String base64) {
		return Base64.getUrlDecoder().decode(base64);
	}

}
