package io.microgate.jwks;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that the table of key sets refers to, and their members in other spellings.
 */
final class ShapeKeys {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)((?: [a-z-]+)*)}");

	private static final Map<String, String> CURVES = Map.of("256", "secp256r1", "384", "secp384r1", "521",
			"secp521r1");

	private final Map<String, TestSigningKey> keys = new LinkedHashMap<>();

	ShapeKeys() {
		this.keys.put("rsa", find(() -> TestSigningKey.rsa(null),
				(jwk) -> jwk.get("n").toString().contains("-") && jwk.get("n").toString().contains("_")));
		this.keys.put("ed",
				find(() -> TestSigningKey.ed25519(null), (jwk) -> jwk.get("x").toString().matches(".*[-_].*")));
		this.keys.put("spare", TestSigningKey.ec(null, "secp256r1"));
		CURVES.forEach((bits, curve) -> {
			Supplier<TestSigningKey> keys = () -> TestSigningKey.ec(null, curve);
			this.keys.put("p" + bits, find(keys, (jwk) -> !isShort(jwk, "x") && !isShort(jwk, "y")
					&& jwk.get("x").toString().matches(".*[-_].*") && jwk.get("y").toString().matches(".*[-_].*")));
			this.keys.put("p" + bits + "x", find(keys, (jwk) -> isShort(jwk, "x") && !isShort(jwk, "y")));
			this.keys.put("p" + bits + "y", find(keys, (jwk) -> !isShort(jwk, "x") && isShort(jwk, "y")));
		});
	}

	private static TestSigningKey find(Supplier<TestSigningKey> keys, Predicate<Map<String, Object>> condition) {
		TestSigningKey key = keys.get();
		while (!condition.test(key.jwk())) {
			key = keys.get();
		}
		return key;
	}

	private static boolean isShort(Map<String, Object> jwk, String member) {
		return decode((String) jwk.get(member))[0] == 0;
	}

	TestSigningKey get(String name) {
		return this.keys.get(name);
	}

	static String algorithm(String key) {
		return switch (key.substring(0, 2)) {
			case "rs" -> "RS256";
			case "ed" -> "EdDSA";
			default -> key.startsWith("p256") ? "ES256" : key.startsWith("p384") ? "ES384" : "ES512";
		};
	}

	/** Replaces the placeholders. */
	String fill(String document) {
		return PLACEHOLDER.matcher(document)
			.replaceAll((found) -> Matcher.quoteReplacement(
					spell((String) get(found.group(1)).jwk().get(found.group(2)), found.group(3).strip())));
	}

	private static String spell(String text, String spellings) {
		String spelled = text;
		for (String spelling : spellings.isEmpty() ? new String[0] : spellings.split(" ")) {
			spelled = respell(spelled, spelling);
		}
		return spelled;
	}

	private static String respell(String text, String spelling) {
		return switch (spelling) {
			case "zero" -> {
				byte[] bytes = decode(text);
				byte[] longer = new byte[bytes.length + 1];
				System.arraycopy(bytes, 0, longer, 1, bytes.length);
				yield TestSigningKey.encode(longer);
			}
			case "stripped" -> {
				byte[] bytes = decode(text);
				int zeros = 0;
				while (bytes[zeros] == 0) {
					zeros++;
				}
				yield TestSigningKey.encode(Arrays.copyOfRange(bytes, zeros, bytes.length));
			}
			case "cut" -> TestSigningKey.encode(Arrays.copyOf(decode(text), decode(text).length - 1));
			case "cut-first" -> TestSigningKey.encode(Arrays.copyOfRange(decode(text), 1, decode(text).length));
			case "hex" -> HexFormat.of().formatHex(decode(text));
			case "padded" -> Base64.getUrlEncoder().encodeToString(decode(text));
			case "standard" -> text.replace('-', '+').replace('_', '/');
			case "mixed" -> text.replace('-', '+');
			case "dirty" -> text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) + 1);
			case "lines" -> text.replaceAll(".{64}", "$0\\\\n");
			default -> throw new IllegalArgumentException(spelling);
		};
	}

	private static byte[] decode(String text) {
		return Base64.getUrlDecoder().decode(text);
	}

}
