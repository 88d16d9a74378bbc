package io.microgate.jose;

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

	/** Every text of up to four characters that a decoder may trip over. */
	@Test
	void decodeWhenAnyTextThenOneTextOnlyForTheSameBytes() throws Exception {
		char[] characters = { 'A', 'B', 'Q', 'g', 'w', '4', '_', '-', '+', '/', '=', ' ', '\n', '\u0000', '\u007f',
				'\u0080', '\u00c1', '\u0141', '\u2041', '\uff21' };
		for (int number = 0; number < Math.pow(characters.length, 4); number++) {
			StringBuilder text = new StringBuilder();
			for (int rest = number; rest > 0; rest /= characters.length) {
				text.append(characters[rest % characters.length]);
			}
			assertCanonical(text.toString());
		}
	}

	@Test
	void decodeWhenOneCharacterIsForeignThenMalformed() {
		String good = "QUJD".repeat(20);
		for (int i = 0; i < good.length(); i++) {
			for (char character : new char[] { '+', '=', '.', '\u0141', '\uffff' }) {
				String bad = good.substring(0, i) + character + good.substring(i + 1);
				assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> Base64Url.decode(bad));
			}
		}
	}

	/**
	 * The text is what other decoders make of these bytes, or all refuse it.
	 */
	private static void assertCanonical(String text) {
		byte[] bytes;
		try {
			bytes = Base64Url.decode(text);
		}
		catch (MalformedJoseException ex) {
			assertThat(isCanonical(text)).as(text).isFalse();
			return;
		}
		assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)).isEqualTo(text);
	}

	private static boolean isCanonical(String text) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(text);
			return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
		}
		catch (IllegalArgumentException ex) {
			return false;
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
