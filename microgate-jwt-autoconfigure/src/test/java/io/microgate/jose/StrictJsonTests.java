package io.microgate.jose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link StrictJson}.
 */
class StrictJsonTests {

	@Test
	void parseObjectWhenEveryTypeThenValues() throws Exception {
		Map<String, Object> object = parse(
				"""
						{"t":"x\\u0041\\n","i":1,"l":-9223372036854775808,"b":9223372036854775808,"d":1.50,"yes":true,"no":false,
						"none":null,"list":[1,"a",[],{}],"object":{"a":{"a":1}},"\\u0069ss":"iss","\\ud83d\\ude00":"\ud83d\ude00"}\t\r\n""");
		assertThat(object).containsEntry("t", "xA\n")
			.containsEntry("i", 1L)
			.containsEntry("l", Long.MIN_VALUE)
			.containsEntry("b", new BigInteger("9223372036854775808"))
			.containsEntry("d", new BigDecimal("1.50"))
			.containsEntry("yes", true)
			.containsEntry("no", false)
			.containsEntry("none", null)
			.containsEntry("list", List.of(1L, "a", List.of(), Map.of()))
			.containsEntry("object", Map.of("a", Map.of("a", 1L)))
			.containsEntry("iss", "iss")
			.containsEntry("\ud83d\ude00", "\ud83d\ude00");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "true", "1", "\"a\"", "[]", "[{}]", "{", "}", "{}{}", "{} {}", "{}x",
			"{},", "{}]", "{}\u0000", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,\"a\":1}", "{a:1}", "{'a':1}",
			"{\"a\":'b'}", "{\"a\":1 \"b\":2}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":5.}", "{\"a\":1e}",
			"{\"a\":0x10}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":-Infinity}", "{\"a\":INF}", "{\"a\":tru}",
			"{\"a\":TRUE}", "{\"a\":undefined}", "{\"a\":\"\n\"}", "{\"a\":\"\t\"}", "{\"a\":\"\\x41\"}",
			"{\"a\":\"\\u00\"}", "{\"a\":\"b}", "/**/{}", "{}//x", "# x\n{}", "{\"a\":[1,]}", "{\"a\":[1}", "\u00a0{}",
			"{\"a\":1;\"b\":2}", "{\"a\":-}", "{\"a\":--1}", "{\"a\":1_0}" })
	void parseObjectWhenNotJsonObjectThenMalformed(String json) {
		assertMalformed(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"a\":null}", "{\"a\":1,\"\\u0061\":2}",
			"{\"x\":{\"a\":1,\"a\":2}}", "{\"x\":[{\"a\":1,\"a\":2}]}", "{\"\":1,\"\":2}", "{\"a\":null,\"a\":null}" })
	void parseObjectWhenMemberIsDuplicateThenMalformed(String json) {
		assertMalformed(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\"}", "{\"\\ud800\":1}",
			"{\"a\":\"\\udc00\\ud800\"}", "{\"a\":[\"x\\ud83d\"]}", "{\"a\":{\"b\":\"\\ud83dx\\ude00\"}}" })
	void parseObjectWhenSurrogateIsLoneThenMalformed(String json) {
		assertMalformed(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "ISO-8859-1" })
	void parseObjectWhenNotUtf8ThenMalformed(String charset) {
		byte[] json = "{\"a\":\"\u00e9\"}".getBytes(Charset.forName(charset));
		assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> StrictJson.parseObject(json));
	}

	@Test
	void parseObjectWhenByteOrderMarkThenMalformed() {
		assertMalformed("\ufeff{}");
	}

	@Test
	void parseObjectWhenReplacementCharacterIsSentThenKept() throws Exception {
		assertThat(parse("{\"a\":\"\ufffd\u00e9\"}")).containsEntry("a", "\ufffd\u00e9");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x80, 0xbf, 0xc0, 0xc3, 0xe2, 0xed, 0xf0, 0xf5, 0xff })
	void parseObjectWhenOneByteIsNoUtf8ThenMalformed(int value) {
		byte[] json = "{\"a\":\"x\ufffd\"}".getBytes(StandardCharsets.UTF_8);
		json[6] = (byte) value;
		assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> StrictJson.parseObject(json));
	}

	@Test
	void parseObjectWhenOverlongUtf8ThenMalformed() {
		byte[] json = "{\"a\":\"xx\"}".getBytes(StandardCharsets.UTF_8);
		for (byte[] pair : new byte[][] { { (byte) 0xc0, (byte) 0x80 }, { (byte) 0xc1, (byte) 0xa1 },
				{ 'x', (byte) 0xff }, { (byte) 0xed, (byte) 0xa0 } }) {
			System.arraycopy(pair, 0, json, 6, 2);
			assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> StrictJson.parseObject(json));
		}
	}

	@Test
	void parseObjectWhenSurrogatesAreEscapedThenOnlyPairs() throws Exception {
		assertThat(parse("{\"a\":\"x\\ud83d\\ude00y\\ud83d\\ude00\"}")).containsEntry("a",
				"x\ud83d\ude00y\ud83d\ude00");
		for (String text : new String[] { "\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00", "x\\ud83dx",
				"\\ud83d\\ude00\\ude00" }) {
			assertMalformed("{\"a\":\"" + text + "\"}");
			assertMalformed("{\"" + text + "\":1}");
		}
	}

	@Test
	void parseObjectWhenNestingIsAtTheLimitThenRead() throws Exception {
		assertThat(parse("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}")).hasSize(1);
		assertMalformed("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}");
		assertMalformed("{\"a\":".repeat(30000));
	}

	@ParameterizedTest
	@CsvSource({ "1e400, 1E+400", "1E+2, 1E+2", "-1.5e-400, -1.5E-400", "1e999999999, 1E+999999999",
			"1e9999999999, 1E+999999999", "1e+99999999999999999999, 1E+999999999", "-1e-9999999999, -1E-999999999",
			"1e0000000000002, 1E+2", "0e99999999999, 0E+999999999", "12.5e0, 12.5" })
	void parseObjectWhenExponentIsHugeThenFinite(String number, BigDecimal expected) throws Exception {
		assertThat(parse("{\"a\":" + number + "}")).containsEntry("a", expected);
	}

	@Test
	void parseObjectWhenNumberIsVeryLongThenReadInTime() {
		String digits = "9".repeat(49000);
		assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
			assertThat(parse("{\"a\":" + digits + "}")).containsEntry("a", new BigInteger(digits));
			assertThat(parse("{\"a\":" + digits + ".5}")).containsEntry("a", new BigDecimal(digits + ".5"));
			assertThat(parse("{\"a\":" + digits + "e9999999999}")).containsKey("a");
			assertThat(parse("{\"a\":1e" + digits + "}")).containsEntry("a", new BigDecimal("1e999999999"));
		});
	}

	@Test
	void parseObjectWhenMalformedThenMessageDoesNotQuote() {
		assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> parse("{\"secret\":secret}"))
			.withMessage("is not valid JSON")
			.withNoCause();
	}

	private static void assertMalformed(String json) {
		assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> parse(json));
	}

	private static Map<String, Object> parse(String json) throws MalformedJoseException {
		return StrictJson.parseObject(json.getBytes(StandardCharsets.UTF_8));
	}

}
