package io.microgate.jose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CompactJws}: the parts are those of the text, or it is malformed.
 */
class CompactJwsTests {

	private static final String HEADER = text("{\"alg\":\"ES256\",\"kid\":\"es-1\",\"typ\":\"JWT\"}");

	private static final String PAYLOAD = text("{\"sub\":\"jane\"}");

	private static final String SIGNATURE = text("signature");

	private static String text(String part) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void parseThenItsParts() throws MalformedJoseException {
		CompactJws jws = CompactJws.parse(HEADER + '.' + PAYLOAD + '.' + SIGNATURE);
		assertThat(jws.header()).returns(HEADER, JoseHeader::text)
			.returns("ES256", JoseHeader::algorithm)
			.returns("es-1", JoseHeader::keyId)
			.returns("JWT", JoseHeader::type);
		assertThat(jws.payload()).asString().isEqualTo("{\"sub\":\"jane\"}");
		assertThat(jws.signingInput()).asString().isEqualTo(HEADER + '.' + PAYLOAD);
		assertThat(jws.signature()).asString().isEqualTo("signature");
	}

	@Test
	void parseWhenPayloadAndSignatureAreEmptyThenNoBytes() throws MalformedJoseException {
		CompactJws jws = CompactJws.parse(HEADER + "..");
		assertThat(jws.payload()).isEmpty();
		assertThat(jws.signature()).isEmpty();
		assertThat(jws.signingInput()).asString().isEqualTo(HEADER + '.');
	}

	/**
	 * The two characters of a surrogate pair are one byte, so that what follows them is
	 * elsewhere than in the text.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\ud83d\ude00", "\ud83d", "\ude00\ud83d", "\u00e9", "\u0101", "?", "=", "+", "/", " ",
			"\n", "\u0000" })
	void parseWhenAPartHasCharactersThatAreNotOfBase64UrlThenMalformed(String wrong) {
		for (int times : new int[] { 1, 2, 3, 4, 12, 100 }) {
			String text = wrong.repeat(times);
			for (String jws : List.of(text + '.' + PAYLOAD + '.' + SIGNATURE, text + "..",
					HEADER + text + '.' + PAYLOAD + '.' + SIGNATURE, HEADER + '.' + text + '.' + SIGNATURE,
					HEADER + '.' + text + '.', HEADER + '.' + PAYLOAD + text + '.' + SIGNATURE,
					HEADER + '.' + text + PAYLOAD + '.', HEADER + '.' + PAYLOAD + '.' + text,
					HEADER + '.' + PAYLOAD + '.' + SIGNATURE + text, HEADER + ".." + text)) {
				assertThatExceptionOfType(MalformedJoseException.class).as(jws).isThrownBy(() -> CompactJws.parse(jws));
				assertThatExceptionOfType(MalformedJoseException.class).as(jws)
					.isThrownBy(() -> CompactJws.parse(jws, new KnownHeaders()));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "...", "a", "a.b", "a.b.c.d" })
	void parseWhenNotThreePartsThenMalformed(String jws) {
		assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> CompactJws.parse(jws));
	}

}
