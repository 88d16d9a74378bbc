package io.microgate.verdict;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.jose.JwkThumbprint;
import io.microgate.jose.MalformedJoseException;

/**
 * Makes tokens by recipe, really signed.
 */
final class TokenForge {

	static final String ISSUER = "https://issuer.example";

	private static final Pattern TIME = Pattern.compile("now(?:([+-][0-9.]+)([smh]))?");

	private static final Pattern TIME_IN_JSON = Pattern.compile("\\{(" + TIME.pattern() + ")}");

	private static final Pattern THUMBPRINT = Pattern.compile("\\{jkt:([a-z0-9-]+)}");

	private final Function<String, TestKey> keys;

	TokenForge(TestKeys keys) {
		this(keys::get);
	}

	TokenForge(Function<String, TestKey> keys) {
		this.keys = keys;
	}

	String forge(TokenRecipe recipe) {
		String text = recipe.text("text", null);
		if (text != null) {
			return text;
		}
		return (recipe.number("size") > 0) ? sized(recipe, recipe.number("size")) : token(recipe, 0, 0);
	}

	/** Base64 cannot have every length, so that two parts have to share the filling. */
	private String sized(TokenRecipe recipe, int size) {
		for (int inHeader = 1; inHeader < 4; inHeader++) {
			int inPayload = Math.max(1, (size - token(recipe, inHeader, 1).length() - 4) * 3 / 4);
			String token = token(recipe, inHeader, inPayload);
			while (token.length() < size) {
				token = token(recipe, inHeader, ++inPayload);
			}
			if (token.length() == size) {
				return token;
			}
		}
		throw new IllegalArgumentException("No token of %d characters".formatted(size));
	}

	private String token(TokenRecipe recipe, int headerFill, int payloadFill) {
		TestKey key = this.keys.apply(recipe.text("key", "rs-1"));
		String algorithm = recipe.text("alg", key.algorithm());
		long now = Instant.now().getEpochSecond();
		return sign(recipe, key, headerOf(key, algorithm, headerFill), claims(payloadFill, now), now);
	}

	/** Signs what a recipe makes of a header and claims. */
	String sign(TokenRecipe recipe, TestKey key, Map<String, Object> headerMembers, Map<String, Object> claims,
			long now) {
		String header = json(recipe, "header", headerMembers, now);
		String payload = thumbprintsReplaced(json(recipe, "payload", claims, now));
		List<String> surgery = recipe.list("surgery");
		String input = Surgery.encode("header", header, surgery) + "." + Surgery.encode("payload", payload, surgery);
		return Surgery.operate(input, Signer.sign(key, recipe.text("alg", key.algorithm()), input), surgery);
	}

	/** A token may be bound to a key of the table. */
	private String thumbprintsReplaced(String json) {
		return THUMBPRINT.matcher(json).replaceAll((match) -> thumbprint(this.keys.apply(match.group(1))));
	}

	private static String thumbprint(TestKey key) {
		try {
			return JwkThumbprint.of(key.jwk());
		}
		catch (MalformedJoseException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static Map<String, Object> headerOf(TestKey key, String algorithm, int fill) {
		Map<String, Object> header = new LinkedHashMap<>();
		header.put("alg", List.of("HS256-public-key", "ES256-DER").contains(algorithm) ? algorithm.substring(0, 5)
				: algorithm.replace("forged-exponent-1", "RS256"));
		header.put("typ", "JWT");
		if (key.jwk().containsKey("kid")) {
			header.put("kid", key.jwk().get("kid"));
		}
		fill(header, fill);
		return header;
	}

	private static Map<String, Object> claims(int fill, long now) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", ISSUER);
		claims.put("aud", List.of("api"));
		claims.put("sub", "alice");
		claims.put("iat", now - 60);
		claims.put("exp", now + 300);
		fill(claims, fill);
		return claims;
	}

	private static void fill(Map<String, Object> members, int length) {
		if (length > 0) {
			members.put("fill", "f".repeat(length));
		}
	}

	private static String json(TokenRecipe recipe, String part, Map<String, Object> members, long now) {
		boolean header = part.equals("header");
		recipe.list(header ? "drop-header" : "drop").forEach(members::remove);
		recipe.map(header ? "header" : "claims").forEach((name, value) -> members.put(name, timed(value, now)));
		String json = Json.write(members);
		String inner = json.substring(1, json.length() - 1);
		int depth = recipe.number(header ? "header-depth" : "depth");
		String written = (depth > 0) ? "{{members},\"deep\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}"
				: recipe.text(header ? "header-json" : "payload", "{{members}}");
		return timesReplaced(written.replace("{members}", inner), now);
	}

	private static Object timed(Object value, long now) {
		return (value instanceof String text && TIME.matcher(text).matches()) ? time(text, now) : value;
	}

	private static String timesReplaced(String json, long now) {
		return TIME_IN_JSON.matcher(json).replaceAll((match) -> time(match.group(1), now).toPlainString());
	}

	private static BigDecimal time(String text, long now) {
		Matcher matcher = TIME.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(text);
		}
		if (matcher.group(1) == null) {
			return BigDecimal.valueOf(now);
		}
		long unit = switch (matcher.group(2)) {
			case "h" -> Duration.ofHours(1).toSeconds();
			case "m" -> Duration.ofMinutes(1).toSeconds();
			default -> 1;
		};
		return BigDecimal.valueOf(now).add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)));
	}

	/**
	 * The bytes of a string in base64url.
	 * @param text the text, encoded as UTF-8 except where a row needs single bytes
	 * @return base64url without padding
	 */
	static String base64(String text) {
		return TestKey.base64(text.getBytes(StandardCharsets.UTF_8));
	}

}
