package io.microgate.request;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestPath}.
 */
class RequestPathTests {

	@ParameterizedTest
	@CsvSource({ "/, /", "/api, /api", "/api/, /api/", "/%61pi, /api", "/a%20b, /a b", "/caf%C3%A9, /café",
			"/a+b, /a+b", "/.well-known/x, /.well-known/x", "/..., /...", "/a.b/..c, /a.b/..c", "/%E2%82%AC, /€",
			"/~x, /~x", "/a:b@c!$&'()*=, /a:b@c!$&'()*=" })
	void decodeWhenOneReadingThenDecodes(String raw, String path) {
		assertThat(RequestPath.decode(raw)).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "api", "http://host/api", "//", "//api", "/api//x", "/api//", "/a;b",
			"/a;jsessionid=1", "/a%3Bb", "/a%3bb", "/a\\b", "/a%5Cb", "/a%2Fb", "/a%2fb", "/a%25b", "/a%252fb", "/.",
			"/..", "/./a", "/../a", "/a/.", "/a/..", "/a/./b", "/a/../b", "/%2e", "/%2e%2e", "/a/%2E%2e/b", "/a/.%2e",
			"/a%00", "/a%0A", "/a%0d", "/a%7F", "/a%C2%85", "/a%E2%80%A8", "/a%E2%80%A9", "/a\tb", "/a b", "/%20",
			"/%20a", "/a%20", "/a%20/b", "/a/%20/b", "/a/%20%20b", "/a/%20", "/café", "/%", "/%4", "/%zz", "/%C0%AE",
			"/%C3", "/%FF", "/%ED%A0%80", "/%F4%90%80%80", "/%+1", "/%\uFF11\uFF11" })
	void decodeWhenSeveralReadingsThenRefuses(String raw) {
		assertThat(RequestPath.decode(raw)).isNull();
	}

}
