package io.microgate.jose;

import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JwkNormalizer}.
 */
class JwkNormalizerTests {

	private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

	private static Map<String, Object> jwk(String keyType, String name, Object value) {
		Map<String, Object> jwk = new LinkedHashMap<>();
		jwk.put("kty", keyType);
		jwk.put("crv", "P-256");
		jwk.put(name, value);
		return jwk;
	}

	@Test
	void membersWhenAsInTheRfcsThenSame() {
		Map<String, Object> jwk = jwk("EC", "x", URL.encodeToString(bytes(32, 7)));
		jwk.put("use", "sig");
		jwk.put("key_ops", List.of("verify"));
		jwk.put("other", Map.of("a", List.of()));
		JwkNormalizer normalizer = new JwkNormalizer(jwk);
		assertThat(normalizer.members()).isEqualTo(jwk);
		assertThat(normalizer.deviations()).isEmpty();
	}

	@Test
	void membersWhenNullOrEmptyThenAbsent() {
		Map<String, Object> jwk = new HashMap<>();
		for (String name : List.of("use", "alg", "d", "p", "q", "dp", "dq", "qi", "k")) {
			jwk.put(name, "");
		}
		for (String name : List.of("kid", "kty", "n", "issuer", "x5c")) {
			jwk.put(name, null);
		}
		jwk.put("key_ops", Collections.emptyList());
		jwk.put("oth", List.of());
		assertThat(new JwkNormalizer(jwk).members()).isEmpty();
	}

	@Test
	void membersWhenEmptyOtherwiseThenSame() {
		Map<String, Object> jwk = new HashMap<>(Map.of("kid", "", "kty", "", "crv", "", "n", "", "x", "", "key_ops", "",
				"oth", Map.of(), "d", List.of()));
		jwk.put("use", List.of());
		jwk.put("p", " ");
		assertThat(new JwkNormalizer(jwk).members()).isEqualTo(jwk);
	}

	/**
	 * Every string of up to four characters that a decoder may trip over: what is
	 * rewritten decodes to the same bytes with a decoder of the JDK, which alone accepts
	 * it.
	 */
	@Test
	void membersWhenAnyTextThenRewrittenOnlyIfOneDecoderReadsIt() {
		char[] characters = { 'A', 'B', 'Q', 'g', 'w', '_', '-', '+', '/', '=', ' ', '\n', '%', '\u0000', '\u0141' };
		int rewritten = 0;
		for (int number = 0; number < Math.pow(characters.length, 4); number++) {
			StringBuilder text = new StringBuilder();
			for (int rest = number; rest > 0; rest /= characters.length) {
				text.append(characters[rest % characters.length]);
			}
			Object member = new JwkNormalizer(jwk("OKP", "x", text.toString())).members().get("x");
			if (!member.equals(text.toString())) {
				rewritten++;
				assertThat(member).as("'%s'", text).isEqualTo(URL.encodeToString(decoded(text.toString())));
			}
		}
		assertThat(rewritten).isGreaterThan(500);
	}

	/** Exactly the two alphabets, padded or not. */
	private static byte[] decoded(String text) {
		for (Base64.Encoder encoder : List.of(Base64.getUrlEncoder(), Base64.getEncoder(),
				Base64.getEncoder().withoutPadding())) {
			for (Base64.Decoder decoder : List.of(Base64.getUrlDecoder(), Base64.getDecoder())) {
				try {
					byte[] bytes = decoder.decode(text);
					if (encoder.encodeToString(bytes).equals(text)) {
						return bytes;
					}
				}
				catch (IllegalArgumentException ex) {
					assertThat(ex).isNotNull();
				}
			}
		}
		throw new AssertionError("No decoder reads '" + text + "'");
	}

	@Test
	void membersWhenCoordinateHasAnyLengthThenSameInteger() {
		for (String curve : List.of("P-256", "P-384", "P-521")) {
			int length = (Integer.parseInt(curve.substring(2)) + 7) / 8;
			for (int shorter = 1; shorter <= length + 3; shorter++) {
				Map<String, Object> jwk = jwk("EC", "y", URL.encodeToString(bytes(shorter, 9)));
				jwk.put("crv", curve);
				byte[] normalized = Base64.getUrlDecoder().decode((String) new JwkNormalizer(jwk).members().get("y"));
				assertThat(normalized).as("%s of %d", curve, shorter).hasSize(Math.max(shorter, length));
				assertThat(new java.math.BigInteger(1, normalized))
					.isEqualTo(new java.math.BigInteger(1, bytes(shorter, 9)));
			}
		}
	}

	@Test
	void membersWhenCoordinateHasOneZeroTooManyThenWithoutIt() {
		byte[] longer = bytes(33, 9);
		longer[0] = 0;
		longer[1] = 0;
		JwkNormalizer normalizer = new JwkNormalizer(jwk("EC", "x", URL.encodeToString(longer)));
		assertThat(Base64.getUrlDecoder().decode((String) normalizer.members().get("x"))).hasSize(32).startsWith(0, 9);
		assertThat(normalizer.deviations()).containsExactly("'x' has a leading zero byte");
	}

	@Test
	void membersWhenOfAnotherTypeOrCurveThenSame() {
		for (Map<String, Object> jwk : List.of(jwk("RSA", "x", "AQ=="), jwk("oct", "n", "AQ=="), jwk("ec", "x", "AQ=="),
				jwk("OKP", "y", "AQ=="), jwk("EC", "n", "AQ=="), jwk("RSA", "n", 1), jwk("RSA", "n", Map.of()))) {
			assertThat(new JwkNormalizer(jwk).members()).isEqualTo(jwk);
		}
		Map<String, Object> other = jwk("EC", "x", URL.encodeToString(bytes(31, 1)));
		other.put("crv", "secp256k1");
		assertThat(new JwkNormalizer(other).members()).isEqualTo(other);
	}

	private static byte[] bytes(int length, int value) {
		byte[] bytes = new byte[length];
		java.util.Arrays.fill(bytes, (byte) value);
		return bytes;
	}

}
