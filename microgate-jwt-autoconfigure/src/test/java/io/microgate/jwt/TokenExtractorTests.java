package io.microgate.jwt;

import java.util.Arrays;

import io.microgate.binding.TokenScheme;
import io.microgate.constraint.Marker;
import io.microgate.decision.DenyReason;
import io.microgate.request.SentToken;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenExtractor}: where a token is found.
 */
class TokenExtractorTests {

	private static final JwtSpec.ExtractionSource BEARER = new JwtSpec.ExtractionSource(new Marker(), null, null, null);

	private static final JwtSpec.ExtractionSource HEADER = new JwtSpec.ExtractionSource(null,
			new JwtSpec.Named("X-Token"), null, null);

	private static final JwtSpec.ExtractionSource QUERY = new JwtSpec.ExtractionSource(null, null,
			new JwtSpec.Named("access_token"), null);

	private static final JwtSpec.ExtractionSource COOKIE = new JwtSpec.ExtractionSource(null, null, null,
			new JwtSpec.Named("creds"));

	@ParameterizedTest
	@ValueSource(strings = { "Bearer T", "bearer T", "BEARER T", "bEaReR T", "Bearer  T", "Bearer      T" })
	void extractWhenBearerThenToken(String value) {
		assertThat(bearer(value)).isEqualTo(Extraction.of(SentToken.of("T"), TokenScheme.BEARER));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DPoP T", "dpop T", "DPOP  T" })
	void extractWhenSchemeIsDpopThenTokenWithScheme(String value) {
		assertThat(bearer(value)).isEqualTo(Extraction.of(SentToken.of("T"), TokenScheme.DPOP));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DPoP", "dpop ", "DPoP\tT", "DPoP=T" })
	void extractWhenDpopIsMisshapenThenMalformedWithScheme(String value) {
		assertThat(bearer(value)).isEqualTo(Extraction.refused(DenyReason.TOKEN_MALFORMED, TokenScheme.DPOP));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "bearer", "Bearer ", "Bearer   ", "Bearer\tT", "Bearer\t T", "Bearer,T",
			"Bearer=T", "Bearer\"T\"", "Bearer:T", "Bearer\u00a0T" })
	void extractWhenBearerIsMisshapenThenMalformed(String value) {
		assertThat(bearer(value)).isEqualTo(Extraction.refused(DenyReason.TOKEN_MALFORMED, TokenScheme.BEARER));
	}

	/** That no part of a token has such characters is up to the verifier. */
	@ParameterizedTest
	@ValueSource(
			strings = { "T ", "T U", "T,", "T,U", ",T", "T, Bearer U", "\tT", "T\t", "T\u00a0", "T\u2003U", "T\n" })
	void extractWhenTokenHasForeignCharactersThenAsSent(String token) {
		assertThat(bearer("Bearer " + token)).isEqualTo(Extraction.of(SentToken.of(token), TokenScheme.BEARER));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Basic dTpw", "BearerT", "BearerT U", "Bearer-T x", "Bear T", "Token T", "DPoPT",
			"Bea", "Digest username=\"Bearer\"", "Bearer2 T" })
	void extractWhenOtherSchemeThenAbsent(String value) {
		assertThat(bearer(value)).isEqualTo(Extraction.refused(DenyReason.TOKEN_MISSING));
	}

	@ParameterizedTest
	@CsvSource({ "Bearer T, Bearer T", "Bearer T, Basic x", "Basic x, Bearer T", "Basic x, Basic y", "Bearer T, ''" })
	void extractWhenSeveralAuthorizationHeadersThenAmbiguous(String first, String second) {
		TestRequest request = TestRequest.get().header("Authorization", first).header("authorization", second);
		assertThat(extract(request, BEARER)).isEqualTo(Extraction.refused(DenyReason.TOKEN_AMBIGUOUS));
	}

	@Test
	void extractWhenNothingIsThereThenMissing() {
		assertThat(extract(TestRequest.get(), BEARER, HEADER, QUERY, COOKIE))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_MISSING));
	}

	@Test
	void extractWhenNoSourcesAreConfiguredThenBearerOnly() {
		TokenExtractor extractor = TokenExtractor.compile(JwtSpecs.spec(JwtSpecs.entry("jwks")));
		assertThat(extractor.extract(TestRequest.get().header("Authorization", "Bearer T")))
			.isEqualTo(Extraction.of(SentToken.bearer("T"), TokenScheme.BEARER));
		assertThat(extractor.extract(TestRequest.get().query("access_token=T").header("Cookie", "creds=T")))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_MISSING));
	}

	@Test
	void extractWhenHeaderThenWholeValue() {
		assertThat(extract(TestRequest.get().header("x-token", "T"), HEADER)).isEqualTo(Extraction.of("T"));
		assertThat(extract(TestRequest.get().header("X-TOKEN", "Bearer T"), HEADER))
			.isEqualTo(Extraction.of("Bearer T"));
		assertThat(extract(TestRequest.get().header("X-Token", ""), HEADER))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_MALFORMED));
		assertThat(extract(TestRequest.get().header("X-Token", "T").header("X-Token", "T"), HEADER))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_AMBIGUOUS));
	}

	@ParameterizedTest
	@CsvSource({ "access_token=T, T", "a=b&access_token=T&c=d, T", "%61ccess_token=T, T", "access%5Ftoken=T, T",
			"access_token=a%2Eb%2ec, a.b.c", "access_token=a+b, a+b", "access_token=a=b=, a=b=",
			"access_token=%C3%A9, \u00e9", "access_token=%2561, %61", "%zz=x&access_token=T, T", "&&access_token=T&, T",
			"access_token=a;access_token=b, a;access_token=b", "q=100%&access_token=T, T", "=x&access_token=T, T",
			"access_token=T#f, T#f", "access_token=%2B, +" })
	void extractWhenQueryParameterThenDecodedOnce(String query, String token) {
		assertThat(extract(TestRequest.get().query(query), QUERY)).isEqualTo(Extraction.of(token));
	}

	@ParameterizedTest
	@ValueSource(strings = { "access_token=", "access_token", "access_token&a=b" })
	void extractWhenQueryParameterIsEmptyThenMalformed(String query) {
		assertThat(extract(TestRequest.get().query(query), QUERY))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_MALFORMED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "%4", "%zz", "%+1", "%ff", "%C3", "%C0%AE", "%ED%A0%80", "%u0041", "%\u0661\u0661",
			"\u00e9%zz", "\u00e9%41" })
	void extractWhenQueryParameterIsUndecodableThenAsSentWhichIsNoToken(String value) {
		assertThat(extract(TestRequest.get().query("access_token=" + value), QUERY)).isEqualTo(Extraction.of(value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a=b", "Access_token=T", "access_token%20=T", "xaccess_token=T", "a;access_token=T",
			"access+token=T", "=T", "a=access_token=T", "access_token%00=T", "access_token%=T", "%zz=T" })
	void extractWhenQueryHasNoSuchParameterThenMissing(String query) {
		assertThat(extract(TestRequest.get().query(query), QUERY))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_MISSING));
	}

	@ParameterizedTest
	@ValueSource(strings = { "access_token=T&access_token=T", "access_token=T&%61ccess_token=U",
			"access_token=T&access_token", "access_token=&access_token=T" })
	void extractWhenQueryParameterIsRepeatedThenAmbiguous(String query) {
		assertThat(extract(TestRequest.get().query(query), QUERY))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_AMBIGUOUS));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "creds=T|T", "a=b; creds=T; c=d|T", "a=b;creds=T|T", "creds=\"T\"|T", "creds=\"\"T\"\"|\"T\"",
					"creds=\"T|\"T", "creds=T\"|T\"", "creds=a=b|a=b", " creds = T ;|T", "Creds=X; creds=T|T",
					"$Version=1; creds=T|T", "creds=%41|%41", "xcreds=1; creds=T|T", "creds=a,b|a,b", ",creds=T|T",
					"a=b; ,, creds=T|T", "creds=\"|\"" })
	void extractWhenCookieThenValue(String header, String token) {
		assertThat(extract(TestRequest.get().header("Cookie", header), COOKIE)).isEqualTo(Extraction.of(token));
	}

	@ParameterizedTest
	@ValueSource(strings = { "creds=", "creds", "creds=\"\"", "a=b; creds", "creds=  " })
	void extractWhenCookieIsEmptyThenMalformed(String header) {
		assertThat(extract(TestRequest.get().header("Cookie", header), COOKIE))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_MALFORMED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";", "Creds=T", "CREDS=T", "xcreds=T", "a=creds=T", "a=b", "a=b,creds=T",
			"a=b; c,creds=T" })
	void extractWhenCookieHasOtherNameThenMissing(String header) {
		assertThat(extract(TestRequest.get().header("Cookie", header), COOKIE))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_MISSING));
	}

	@Test
	void extractWhenCookieIsRepeatedThenAmbiguous() {
		assertThat(extract(TestRequest.get().header("Cookie", "creds=T; creds=T"), COOKIE))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_AMBIGUOUS));
		assertThat(extract(TestRequest.get().header("Cookie", "creds=T").header("Cookie", "a=b; creds=U"), COOKIE))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_AMBIGUOUS));
		assertThat(extract(TestRequest.get().header("Cookie", "a=b").header("Cookie", "creds=U"), COOKIE))
			.isEqualTo(Extraction.of("U"));
	}

	@Test
	void extractWhenSeveralSourcesArePresentThenFirstInListOrderWins() {
		TestRequest request = TestRequest.get()
			.header("Authorization", "Bearer B")
			.header("X-Token", "H")
			.header("Cookie", "creds=C")
			.query("access_token=Q");
		assertThat(extract(request, QUERY, BEARER, HEADER, COOKIE)).isEqualTo(Extraction.of("Q"));
		assertThat(extract(request, COOKIE, QUERY)).isEqualTo(Extraction.of("C"));
		assertThat(extract(request, HEADER, BEARER)).isEqualTo(Extraction.of("H"));
	}

	@Test
	void extractWhenFirstPresentSourceIsBadThenNoFallThrough() {
		TestRequest request = TestRequest.get().header("Authorization", "Bearer").header("X-Token", "H");
		assertThat(extract(request, BEARER, HEADER))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_MALFORMED, TokenScheme.BEARER));
		TestRequest other = TestRequest.get().header("Authorization", "Basic x").header("X-Token", "H");
		assertThat(extract(other, BEARER, HEADER)).isEqualTo(Extraction.of("H"));
	}

	@Test
	void extractWhenTokenIsLongerThanAcceptedThenTooLarge() {
		assertThat(bearer("Bearer " + "x".repeat(8192)).token().length()).isEqualTo(8192);
		assertThat(bearer("Bearer " + "x".repeat(8193)))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_TOO_LARGE, TokenScheme.BEARER));
		assertThat(bearer("Bearer " + "x".repeat(65537)))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_TOO_LARGE, TokenScheme.BEARER));
		assertThat(extract(TestRequest.get().query("access_token=" + "%41".repeat(8192)), QUERY).token().length())
			.isEqualTo(8192);
	}

	@Test
	void extractWhenTokenIsAtTheConfiguredLimitThenFound() {
		TokenExtractor limited = TokenExtractor.compile(JwtSpecs.extended(null, null, "1KB"));
		TestRequest longest = TestRequest.get().header("Authorization", "Bearer " + "x".repeat(1024));
		assertThat(limited.extract(longest).token().length()).isEqualTo(1024);
		TestRequest longer = TestRequest.get().header("Authorization", "Bearer " + "x".repeat(1025));
		assertThat(limited.extract(longer))
			.isEqualTo(Extraction.refused(DenyReason.TOKEN_TOO_LARGE, TokenScheme.BEARER));
	}

	private static Extraction bearer(String value) {
		return extract(TestRequest.get().header("Authorization", value), BEARER);
	}

	/** Whether a token is still within its header field makes no difference here. */
	private static Extraction alone(Extraction extraction) {
		return (extraction.token() != null)
				? Extraction.of(SentToken.of(extraction.token().text()), extraction.scheme()) : extraction;
	}

	private static Extraction extract(TestRequest request, JwtSpec.ExtractionSource... sources) {
		JwtSpec spec = new JwtSpec(Arrays.asList(sources), null, true, null, "60s", JwtSpecs.extensions());
		return alone(TokenExtractor.compile(spec).extract(request));
	}

}
