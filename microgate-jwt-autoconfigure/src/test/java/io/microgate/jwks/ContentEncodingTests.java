package io.microgate.jwks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ContentEncoding}.
 */
@Tag("server")
class ContentEncodingTests {

	private static final byte[] CONTENT = "{}".getBytes(StandardCharsets.UTF_8);

	static Stream<List<String>> ineffective() {
		return Stream.of(List.of(), List.of(""), List.of(" "), List.of(","), List.of("identity"), List.of("Identity"),
				List.of("utf-8"), List.of("UTF-8"), List.of("utf8"), List.of("us-ascii"), List.of("ISO-8859-1"),
				List.of("windows-1252"), List.of("identity, utf-8"), List.of("utf-8", "", "identity"), List.of("UTF8"),
				List.of("utf_8"), List.of("utf-8;"), List.of("\"utf-8\""), List.of("charset=utf-8"), List.of("none"),
				List.of("None"), List.of("binary"), List.of("text"), List.of("8bit"),
				List.of("application/json; charset=utf-8"), List.of("aws-chunked"), List.of("chunked"), List.of("*"),
				List.of("utf 8"));
	}

	@ParameterizedTest
	@MethodSource("ineffective")
	void decodeWhenNothingEncodesThenSame(List<String> values) throws Exception {
		ContentEncoding encoding = new ContentEncoding(values);
		assertThat(encoding.refusal()).isNull();
		assertThat(encoding.decode(CONTENT)).isEqualTo(CONTENT);
	}

	static Stream<List<String>> gzip() {
		return Stream.of(List.of("gzip"), List.of("GZIP"), List.of(" x-gzip "), List.of("gzip, identity"),
				List.of("identity", "gzip"), List.of("utf-8,gzip"), List.of("", "gzip,"), List.of("gzip;q=1"),
				List.of("\"gzip\""), List.of("aws-chunked,gzip"), List.of("none", "gzip"));
	}

	@ParameterizedTest
	@MethodSource("gzip")
	void decodeWhenGzipThenUnpacked(List<String> values) throws Exception {
		ContentEncoding encoding = new ContentEncoding(values);
		assertThat(encoding.refusal()).isNull();
		assertThat(encoding.decode(KeySetShape.gzip(CONTENT))).isEqualTo(CONTENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "deflate", "compress", "zstd", "gzip, gzip", "gzip,br", "x-compress", "dcz" })
	void refusalWhenOtherEncodingThenNamed(String value) {
		assertThat(new ContentEncoding(List.of(value)).refusal())
			.startsWith("the answer has the Content-Encoding '" + value.replace(",b", ", b") + "', only 'gzip'");
	}

	@Test
	void refusalWhenTwoHeadersThenNamed() {
		assertThat(new ContentEncoding(List.of("gzip", "gzip")).refusal()).contains("'gzip, gzip'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "lz4", "snappy", "aws-chunked", "utf-16", "base64" })
	void decodeWhenUnknownEncodingAndNotReadableThenNamed(String value) {
		ContentEncoding encoding = new ContentEncoding(List.of(value));
		for (String body : List.of("", " ", "2;chunk-signature=0\r\n{}", "\u0004\"M", "eyJrZXlzIjpbXX0=",
				"\u00fe\u00ff{}")) {
			assertThatExceptionOfType(FetchException.class)
				.isThrownBy(() -> encoding.decode(body.getBytes(StandardCharsets.ISO_8859_1)))
				.withMessageStartingWith("the answer has the Content-Encoding '" + value + "', only 'gzip'");
		}
	}

	@Test
	void decodeWhenUnknownEncodingAndReadableThenSame() throws Exception {
		ContentEncoding encoding = new ContentEncoding(List.of("none"));
		for (String body : List.of("{}", "\ufeff{}", "\r\n\t {\n}", "{" + "x".repeat(5000), "[]", "<html>")) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			assertThat(encoding.decode(bytes)).isEqualTo(bytes);
		}
	}

	@Test
	void decodeWhenHostileThenEscapedAndShortened() {
		String name = "\u001b[31m'\u00e9" + "x".repeat(10_000);
		assertThatExceptionOfType(FetchException.class)
			.isThrownBy(() -> new ContentEncoding(List.of(name)).decode(new byte[0]))
			.satisfies((failure) -> assertThat(failure.getMessage()).contains("'\\u001b[31m\\u0027\\u00e9xx")
				.hasSizeLessThan(200));
	}

}
