package io.microgate.jwks;

import java.util.Base64;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Base64Url}.
 */
class Base64UrlTests {

	@Test
	void decodeWhenEncodedByOthersThenSameBytes() throws Exception {
		Random random = new Random(1);
		for (int length = 0; length < 300; length++) {
			byte[] bytes = new byte[length];
			random.nextBytes(bytes);
			String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
			assertThat(Base64Url.decode(text)).isEqualTo(bytes);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "A", "AAAAA", "AA==", "AAA=", "AAAA=", "=", "====", "AB", "A_", "AAB", "AAAAAAB", "AA+A",
			"AA/A", "AAA A", " AAAA", "AAAA ", "AAAA\n", "AA\r\nAA", "AA\tA", "A?AA", "A.AA", "A%3D", "AA\u0000A",
			"AA\u00e9A", "AA\u0141A", "\uff21AAA", "AA\ud83d\ude00", "A\u0141" })
	void decodeWhenNotStrictThenMalformed(String text) {
		assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> Base64Url.decode(text));
	}

}
