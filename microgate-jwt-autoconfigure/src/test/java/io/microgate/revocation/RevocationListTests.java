package io.microgate.revocation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import io.microgate.secret.UnusableMaterialException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RevocationList}. What it revokes is in the verdict table.
 */
class RevocationListTests {

	private static final int MAX = 8 * 1024 * 1024;

	private static RevocationList parse(String text) throws UnusableMaterialException {
		return RevocationList.parse(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void parseWhenListIsEmptyThenRevokesNothing() throws UnusableMaterialException {
		RevocationList list = parse("{\"revoked\": []}");
		assertThat(list.size()).isZero();
		assertThat(list.revokes(Map.of("iss", "a", "jti", "b", "sub", "c"))).isFalse();
	}

	@Test
	void revokesWhenSubjectIsListedTwiceThenTheLaterTimeCounts() throws UnusableMaterialException {
		RevocationList list = parse("""
				{"revoked": [{"iss": "a", "sub": "b", "before": 20}, {"iss": "a", "sub": "b", "before": 10}]}""");
		assertThat(list.size()).isEqualTo(2);
		assertThat(list.revokes(Map.of("iss", "a", "sub", "b", "iat", Instant.ofEpochSecond(20)))).isTrue();
		assertThat(list.revokes(Map.of("iss", "a", "sub", "b", "iat", Instant.ofEpochSecond(21)))).isFalse();
	}

	@Test
	void revokesWhenIssuedAtIsNoTimeThenRevoked() throws UnusableMaterialException {
		RevocationList list = parse("{\"revoked\": [{\"iss\": \"a\", \"sub\": \"b\", \"before\": 20}]}");
		assertThat(list.revokes(Map.of("iss", "a", "sub", "b", "iat", "later"))).isTrue();
		assertThat(list.revokes(Map.of("iss", "a", "sub", "b"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "18446744073709551616", "1e400", "1e999999999" })
	void parseWhenTimeIsFarAwayThenRevokesAllTokens(String before) throws UnusableMaterialException {
		RevocationList list = parse(
				"{\"revoked\": [{\"iss\": \"a\", \"sub\": \"b\", \"before\": %s}]}".formatted(before));
		assertThat(list.revokes(Map.of("iss", "a", "sub", "b", "iat", Instant.MAX))).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					[]                                                              | is not a JSON object
					{"revoked": [                                                   | is not valid JSON
					{"revoked": []} {}                                              | has content after its end
					{"revoked": [], "revoked": []}                                  | has a duplicate member
					{}                                                              | must have the member 'revoked', a list, and no other
					{"revoked": {}}                                                 | must have the member 'revoked', a list, and no other
					{"revoked": null}                                               | must have the member 'revoked', a list, and no other
					{"revoked": [], "comment": ""}                                  | must have the member 'revoked', a list, and no other
					{"Revoked": []}                                                 | must have the member 'revoked', a list, and no other
					{"revoked": ["a"]}                                              | must have objects in 'revoked', but entry 1 is not an object
					{"revoked": [null]}                                             | must have objects in 'revoked', but entry 1 is not an object
					{"revoked": [{}]}                                               | but entry 1 is different
					{"revoked": [{"iss": "a"}]}                                     | but entry 1 is different
					{"revoked": [{"jti": "a"}]}                                     | but entry 1 is different
					{"revoked": [{"iss": "a", "sub": "b"}]}                         | but entry 1 is different
					{"revoked": [{"iss": "a", "jti": "b"}, {"iss": "a", "jti": "b", "sub": "c"}]} | but entry 2 is different
					{"revoked": [{"iss": "a", "jti": "b", "before": 1}]}            | but entry 1 is different
					{"revoked": [{"iss": "a", "jti": "b", "note": "c"}]}            | but entry 1 is different
					{"revoked": [{"iss": "a", "JTI": "b"}]}                         | but entry 1 is different
					{"revoked": [{"iss": "", "jti": "b"}]}                          | but 'iss' of entry 1 is not
					{"revoked": [{"iss": 1, "jti": "b"}]}                           | but 'iss' of entry 1 is not
					{"revoked": [{"iss": "a", "jti": ""}]}                          | but 'jti' of entry 1 is not
					{"revoked": [{"iss": "a", "jti": 5}]}                           | but 'jti' of entry 1 is not
					{"revoked": [{"iss": "a", "jti": null}]}                        | but 'jti' of entry 1 is not
					{"revoked": [{"iss": "a", "sub": ["b"], "before": 1}]}          | but 'sub' of entry 1 is not
					{"revoked": [{"iss": "a", "sub": "b", "before": "1"}]}          | but entry 1 has no number there
					{"revoked": [{"iss": "a", "sub": "b", "before": null}]}         | but entry 1 has no number there
					{"revoked": [{"iss": "a", "sub": "b", "before": true}]}         | but entry 1 has no number there
					{"revoked": [{"iss": "a", "sub": "b", "before": NaN}]}          | is not valid JSON
					""")
	void parseWhenInvalidThenSaysWhyAndQuotesNothing(String text, String message) {
		assertThatExceptionOfType(UnusableMaterialException.class).isThrownBy(() -> parse(text))
			.withMessageEndingWith(message);
	}

	@Test
	void parseWhenFileHasNoBytesThenInvalid() {
		assertThatExceptionOfType(UnusableMaterialException.class).isThrownBy(() -> RevocationList.parse(new byte[0]))
			.withMessage("is empty");
	}

	@Test
	void parseWhenNotUtf8ThenInvalid() {
		byte[] text = "{\"revoked\": [{\"iss\": \"\u00e9\", \"jti\": \"b\"}]}".getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(UnusableMaterialException.class).isThrownBy(() -> RevocationList.parse(text))
			.withMessage("is not UTF-8");
	}

	@Test
	void parseWhenAsLongAsAllowedThenRead() throws UnusableMaterialException {
		byte[] text = new byte[MAX];
		Arrays.fill(text, (byte) ' ');
		byte[] list = "{\"revoked\": [{\"iss\": \"a\", \"jti\": \"b\"}]}".getBytes(StandardCharsets.UTF_8);
		System.arraycopy(list, 0, text, 0, list.length);
		assertThat(RevocationList.parse(text).size()).isOne();
		assertThatExceptionOfType(UnusableMaterialException.class)
			.isThrownBy(() -> RevocationList.parse(Arrays.copyOf(text, MAX + 1)))
			.withMessage("is longer than 8 MiB");
	}

}
