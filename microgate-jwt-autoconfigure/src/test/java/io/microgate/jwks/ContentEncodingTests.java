package io.microgate.jwks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentEncoding}.
 */
class ContentEncodingTests {

	private static final byte[] CONTENT = "{}".getBytes(StandardCharsets.UTF_8);

	static Stream<List<String>> ineffective() {
		return Stream.of(List.of(), List.of(""), List.of(" "), List.of(","), List.of("identity"), List.of("Identity"),
				List.of("utf-8"), List.of("UTF-8"), List.of("utf8"), List.of("us-ascii"), List.of("ISO-8859-1"),
				List.of("windows-1252"), List.of("identity, utf-8"), List.of("utf-8", "", "identity"));
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
				List.of("identity", "gzip"), List.of("utf-8,gzip"), List.of("", "gzip,"));
	}

	@ParameterizedTest
	@MethodSource("gzip")
	void decodeWhenGzipThenUnpacked(List<String> values) throws Exception {
		ContentEncoding encoding = new ContentEncoding(values);
		assertThat(encoding.refusal()).isNull();
		assertThat(encoding.decode(KeySetShape.gzip(CONTENT))).isEqualTo(CONTENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "deflate", "compress", "zstd", "aws-chunked", "gzip, gzip", "gzip,br", "*",
			"gzip;q=1", "chunked", "utf 8", "\"gzip\"" })
	void refusalWhenOtherEncodingThenNamed(String value) {
		assertThat(new ContentEncoding(List.of(value)).refusal())
			.startsWith("the answer has the Content-Encoding '" + value.replace(",b", ", b") + "', only 'gzip'");
	}

	@Test
	void refusalWhenTwoHeadersThenNamed() {
		assertThat(new ContentEncoding(List.of("gzip", "gzip")).refusal()).contains("'gzip, gzip'");
	}

	@Test
	void refusalWhenHostileThenEscapedAndShortened() {
		assertThat(new ContentEncoding(List.of("\u001b[31m'\u00e9" + "x".repeat(10_000))).refusal())
			.contains("'\\u001b[31m\\u0027\\u00e9xx")
			.hasSizeLessThan(200);
	}

}
