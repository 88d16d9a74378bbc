package io.microgate.jwt;

import java.util.List;
import java.util.Map;

import io.microgate.binding.TokenScheme;
import io.microgate.decision.DenyReason;
import io.microgate.request.SentToken;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenExtractor}: a token from a cookie on a request that another site
 * may have caused.
 */
class TokenExtractorCookieTests {

	private static final Extraction TOKEN = Extraction.of("T");

	private static final Extraction CROSS_SITE = Extraction.refused(DenyReason.REQUEST_CROSS_SITE);

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS", "TRACE" })
	void extractWhenMethodIsSafeThenToken(String method) {
		assertThat(extract(TestRequest.of(method))).isEqualTo(TOKEN);
		assertThat(extract(TestRequest.of(method).header("Sec-Fetch-Site", "cross-site"))).isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "get", "Get", "" })
	void extractWhenMethodIsNotSafeAndNothingIsKnownThenCrossSite(String method) {
		assertThat(extract(TestRequest.of(method))).isEqualTo(CROSS_SITE);
		assertThat(extract(TestRequest.of(method).header("Sec-Fetch-Site", "same-origin"))).isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "WebSocket", "h2c, websocket", "websocket/13" })
	void extractWhenWebSocketThenLikeUnsafeMethod(String upgrade) {
		assertThat(extract(TestRequest.get().header("Upgrade", upgrade))).isEqualTo(CROSS_SITE);
		assertThat(extract(TestRequest.get().header("Upgrade", "h2c").header("Upgrade", upgrade)))
			.isEqualTo(CROSS_SITE);
		assertThat(extract(TestRequest.get().header("Upgrade", upgrade).header("Sec-Fetch-Site", "same-origin")))
			.isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "same-site", "cross-site", "", "Same-Origin", "same-origin ", "null",
			"same-origin, same-origin" })
	void extractWhenFetchSiteIsNotSameOriginThenCrossSite(String fetchSite) {
		assertThat(extract(TestRequest.of("POST")
			.header("Sec-Fetch-Site", fetchSite)
			.header("Origin", "https://a.example")
			.header("Host", "a.example"))).isEqualTo(CROSS_SITE);
	}

	@Test
	void extractWhenFetchSiteIsRepeatedThenCrossSite() {
		assertThat(extract(
				TestRequest.of("POST").header("Sec-Fetch-Site", "same-origin").header("Sec-Fetch-Site", "same-origin")))
			.isEqualTo(CROSS_SITE);
	}

	@ParameterizedTest
	@CsvSource({ "https://a.example, a.example, true", "https://A.example, a.EXAMPLE, true",
			"https://a.example:443, a.example, true", "https://a.example, a.example:443, true",
			"http://a.example, a.example, true", "http://a.example, a.example:80, true",
			"http://localhost:8080, localhost:8080, true", "http://[::1]:8080, [::1]:8080, true",
			"http://127.0.0.1, 127.0.0.1, true", "https://a.example, a.example:80, false",
			"https://a.example:8443, a.example, false", "http://localhost:8080, localhost:8081, false",
			"http://localhost:8080, localhost, false", "https://b.example, a.example, false",
			"https://a.example.evil, a.example, false", "https://x.a.example, a.example, false",
			"null, a.example, false", "'', a.example, false", "https://a.example/, a.example, false",
			"https://a.example/path, a.example, false", "https://u@a.example, a.example, false",
			"a.example, a.example, false", "ftp://a.example, a.example, false",
			"https://a.example https://b.example, a.example, false", "https://a.example, '', false",
			"https://, '', false", "https://a.example:, a.example, false",
			"https://a.example:0443, a.example:443, false", "https://a.example?, a.example, false",
			"chrome-extension://a.example, a.example, false" })
	void extractWhenOriginThenHostAndPortDecide(String origin, String host, boolean sameOrigin) {
		TestRequest request = TestRequest.of("POST").header("Origin", origin).header("Host", host);
		assertThat(extract(request)).isEqualTo(sameOrigin ? TOKEN : CROSS_SITE);
	}

	@Test
	void extractWhenOriginOrHostIsNotSingleThenCrossSite() {
		assertThat(extract(TestRequest.of("POST").header("Origin", "https://a.example"))).isEqualTo(CROSS_SITE);
		assertThat(extract(TestRequest.of("POST").header("Host", "a.example"))).isEqualTo(CROSS_SITE);
		assertThat(extract(TestRequest.of("POST")
			.header("Origin", "https://a.example")
			.header("Origin", "https://a.example")
			.header("Host", "a.example"))).isEqualTo(CROSS_SITE);
		assertThat(extract(TestRequest.of("POST")
			.header("Origin", "https://a.example")
			.header("Host", "a.example")
			.header("Host", "a.example"))).isEqualTo(CROSS_SITE);
		assertThat(extract(TestRequest.of("POST").header("Referer", "https://a.example/").header("Host", "a.example")))
			.isEqualTo(CROSS_SITE);
	}

	@Test
	void extractWhenCrossSiteIsAllowedThenToken() {
		assertThat(TokenExtractor.compile(spec("allow")).extract(TestRequest.of("POST").header("Cookie", "creds=T")))
			.isEqualTo(TOKEN);
	}

	@Test
	void extractWhenTokenIsNotFromACookieThenOriginDoesNotMatter() {
		TestRequest request = TestRequest.of("POST").header("Authorization", "Bearer T").header("Cookie", "creds=C");
		assertThat(TokenExtractor.compile(spec("refuse")).extract(request))
			.isEqualTo(Extraction.of(SentToken.bearer("T"), TokenScheme.BEARER));
	}

	private static Extraction extract(TestRequest request) {
		return TokenExtractor.compile(spec("refuse")).extract(request.header("Cookie", "creds=T"));
	}

	private static JwtSpec spec(String cookieCrossSite) {
		JwtSpec.Extensions extensions = new JwtSpec.Extensions(null, null, "8KB", cookieCrossSite, new JwtSpec.Cache(0),
				Map.of(), null, null, null, null);
		return new JwtSpec(
				List.of(new JwtSpec.ExtractionSource(new io.microgate.constraint.Marker(), null, null, null),
						new JwtSpec.ExtractionSource(null, null, null, new JwtSpec.Named("creds"))),
				null, true, null, "60s", extensions);
	}

}
