package io.microgate.verdict;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What is done to the text of a token. Operations that name the header or the payload are
 * done before it is signed, so that the signature fits the odd text: only strict reading
 * refuses it then.
 */
final class Surgery {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private Surgery() {
	}

	static String encode(String part, String json, List<String> surgery) {
		if (surgery.contains("padding-in-" + part)) {
			return padded(TokenForge.base64(uneven(json)));
		}
		if (surgery.contains("trailing-bits-in-" + part)) {
			return trailingBits(TokenForge.base64(uneven(json)));
		}
		if (surgery.contains("foreign-character-in-" + part)) {
			return TokenForge.base64(json) + "*";
		}
		if (surgery.contains("byte-order-mark-in-" + part)) {
			return TokenForge.base64('\ufeff' + json);
		}
		if (surgery.contains("latin-1-in-" + part)) {
			return TestKey.base64(json.getBytes(StandardCharsets.ISO_8859_1));
		}
		if (surgery.contains("utf-16-in-" + part)) {
			return TestKey.base64(json.getBytes(StandardCharsets.UTF_16));
		}
		return TokenForge.base64(json);
	}

	static String operate(String input, byte[] signature, List<String> surgery) {
		String token = input + "." + TestKey.base64(signature);
		for (String operation : surgery) {
			token = operation.matches(".*-in-(header|payload)") ? token : operate(operation, token);
		}
		return token;
	}

	private static String operate(String operation, String token) {
		String[] parts = token.split("\\.", -1);
		String signed = parts[0] + "." + parts[1];
		String signature = parts[2];
		return switch (operation) {
			case "no-signature" -> signed + ".";
			case "two-parts" -> signed;
			case "one-part" -> parts[0];
			case "no-payload" -> parts[0] + ".." + signature;
			case "no-header" -> "." + parts[1] + "." + signature;
			case "four-parts" -> token + "." + signature;
			case "five-parts" -> token + "." + signature + "." + signature;
			case "leading-dot" -> "." + token;
			case "trailing-dot" -> token + ".";
			case "padded-signature" -> signed + "." + padded(signature);
			case "trailing-bits-in-signature" -> signed + "." + trailingBits(signature);
			case "foreign-character-in-signature" -> signed + "." + signature.substring(1) + "+";
			case "short-signature" -> signed + "." + shortened(signature);
			case "long-signature" -> signed + "." + TestKey.base64(new byte[3]) + signature;
			case "tampered-signature" -> signed + "." + altered(signature);
			case "zero-signature" -> signed + "." + TestKey.base64(new byte[64]);
			case "admin-payload" -> parts[0] + "." + TokenForge.base64("{\"sub\":\"admin\"}") + "." + signature;
			default -> throw new IllegalArgumentException("No surgery '%s'".formatted(operation));
		};
	}

	/** Makes the length one that base64 has to pad. */
	private static String uneven(String json) {
		int missing = 3 - (json.length() % 3);
		return json.substring(0, json.length() - 1) + " ".repeat((missing == 3) ? 1 : missing + 1) + "}";
	}

	private static String padded(String base64) {
		return base64 + "=".repeat((4 - base64.length() % 4) % 4);
	}

	private static String trailingBits(String base64) {
		char last = base64.charAt(base64.length() - 1);
		return base64.substring(0, base64.length() - 1) + ALPHABET.charAt(ALPHABET.indexOf(last) + 1);
	}

	private static String shortened(String base64) {
		byte[] bytes = Base64.getUrlDecoder().decode(base64);
		return TestKey.base64(Arrays.copyOf(bytes, bytes.length - 1));
	}

	/** Alters a character in the middle, where all bits count. */
	private static String altered(String base64) {
		char[] characters = base64.toCharArray();
		int middle = characters.length / 2;
		characters[middle] = (characters[middle] == 'A') ? 'B' : 'A';
		return new String(characters);
	}

}
