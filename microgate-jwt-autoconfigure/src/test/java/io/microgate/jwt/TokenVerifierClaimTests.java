package io.microgate.jwt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenVerifier}: issuer, audience, subject, and the {@link Jwt} that
 * comes out.
 */
class TokenVerifierClaimTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestJwksSource SOURCE = TestJwksSource.with(KEY);

	private static final String ISSUER = "https://token.example.com";

	@Test
	void verifyWhenIssuerIsExactThenVerified() {
		assertThat(refusal(JwtSpecs.entry("jwks", ISSUER), "{\"iss\":\"" + ISSUER + "\"}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"https://token.example.com/\"", "\"https://TOKEN.example.com\"",
			"\"http://token.example.com\"", "\"https://token.example.com.evil\"", "\"https://token.example.com/../x\"",
			"[\"https://token.example.com\"]", "1", "null", "\"\"", "{}", "\" https://token.example.com\"" })
	void verifyWhenIssuerDiffersThenRefused(String issuer) {
		assertThat(refusal(JwtSpecs.entry("jwks", ISSUER), "{\"iss\":" + issuer + "}"))
			.isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(refusal(JwtSpecs.entry("jwks", ISSUER), "{\"x\":1}")).isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"shop\"", "[\"shop\"]", "[\"x\",\"shop\"]", "\"api\"", "[\"api\",\"y\"]" })
	void verifyWhenAudienceContainsOneThenVerified(String audience) {
		assertThat(refusal(JwtSpecs.entry("jwks", null, "shop", "api"), "{\"aud\":" + audience + "}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "[]", "[1]", "1", "{}", "{\"shop\":1}", "\"Shop\"", "\"shop/\"", "\"sho\"",
			"\"shop,api\"", "[\"shopp\"]", "null", "[null]", "[[\"shop\"]]", "[\"shop\",1]", "[\"shop\",null]" })
	void verifyWhenAudienceDoesNotContainOneThenRefused(String audience) {
		assertThat(refusal(JwtSpecs.entry("jwks", null, "shop", "api"), "{\"aud\":" + audience + "}"))
			.isEqualTo(DenyReason.TOKEN_AUDIENCE);
		assertThat(refusal(JwtSpecs.entry("jwks", null, "shop"), "{\"x\":1}")).isEqualTo(DenyReason.TOKEN_AUDIENCE);
	}

	@Test
	void verifyWhenSubjectMatchesThenVerified() {
		assertThat(refusal(JwtSpecs.subject("jwks", "spiffe://a/"), "{\"sub\":\"spiffe://a/b\"}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"sub\":\"spiffe://b/\"}", "{\"sub\":\"\"}", "{\"sub\":1}", "{\"sub\":null}",
			"{\"x\":1}", "{\"sub\":[\"spiffe://a/b\"]}", "{\"Sub\":\"spiffe://a/b\"}" })
	void verifyWhenSubjectDiffersThenRefused(String payload) {
		assertThat(refusal(JwtSpecs.subject("jwks", "spiffe://a/"), payload)).isEqualTo(DenyReason.TOKEN_SUBJECT);
	}

	@Test
	void verifyWhenSeveralClaimsDifferThenFirstInOrderIsTheReason() {
		JwtSpec.RequireAny entry = JwtSpecs.entry("jwks", ISSUER, "shop");
		assertThat(refusal(entry, "{\"x\":1,\"exp\":1}")).isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(refusal(entry, "{\"iss\":\"" + ISSUER + "\",\"exp\":1}")).isEqualTo(DenyReason.TOKEN_AUDIENCE);
		assertThat(refusal(entry, "{\"iss\":\"" + ISSUER + "\",\"aud\":\"shop\",\"exp\":1}"))
			.isEqualTo(DenyReason.TOKEN_EXPIRED);
	}

	@Test
	void verifyWhenSatisfiedThenJwtHasEverything() {
		Jwt jwt = verify(
				"""
						{"iss":"https://token.example.com","sub":"jane","aud":"shop","jti":"1","exp":1750000100,"iat":1749999999,
						"nbf":1749999999,"scope":"a b","big":123456789012345678901234567890,"one":1,"price":1.50,"none":null,
						"list":[1,"a"],"map":{"a":null}}""");
		assertThat(jwt.getIssuer()).hasToString(ISSUER);
		assertThat(jwt.getSubject()).isEqualTo("jane");
		assertThat(jwt.getAudience()).containsExactly("shop");
		assertThat(jwt.getId()).isEqualTo("1");
		assertThat(jwt.getExpiresAt()).isEqualTo(Instant.ofEpochSecond(1750000100));
		assertThat(jwt.getNotBefore()).isEqualTo(jwt.getIssuedAt()).isEqualTo(Instant.ofEpochSecond(1749999999));
		assertThat(jwt.getClaims()).containsEntry("exp", jwt.getExpiresAt())
			.containsEntry("iat", jwt.getIssuedAt())
			.containsEntry("nbf", jwt.getNotBefore())
			.containsEntry("aud", List.of("shop"))
			.containsEntry("big", new BigInteger("123456789012345678901234567890"))
			.containsEntry("one", 1L)
			.containsEntry("price", new BigDecimal("1.50"))
			.containsEntry("none", null)
			.containsEntry("list", List.of(1L, "a"));
		assertThat(jwt.getClaimAsMap("map")).containsKey("a");
		assertThat(jwt.getHeaders()).isEqualTo(Map.of("alg", "ES256", "kid", "es-1"));
	}

	@Test
	void verifyWhenClaimsAreOddThenJwtDoesNotThrow() {
		Jwt jwt = verify("{\"iss\":\"not a url\",\"sub\":42,\"aud\":[1,\"a\"],\"jti\":null,\"scope\":[1]}");
		assertThat(jwt.getClaimAsString("iss")).isEqualTo("not a url");
		assertThat(jwt.getSubject()).isEqualTo("42");
		assertThat(jwt.getAudience()).containsExactly("1", "a");
		assertThat(jwt.getId()).isNull();
		assertThat(jwt.getIssuedAt()).isNull();
		assertThat(jwt.getExpiresAt()).isNull();
	}

	@Test
	void verifyWhenRegisteredClaimsAreNullThenJwtReadsThemAsAbsent() {
		Jwt jwt = verify("{\"iss\":null,\"sub\":null,\"aud\":null,\"exp\":null,\"nbf\":null,\"iat\":null,\"jti\":null,"
				+ "\"cnf\":null}");
		assertThat(jwt.getIssuer()).isNull();
		assertThat(jwt.getSubject()).isNull();
		assertThat(jwt.getAudience()).isNull();
		assertThat(jwt.getExpiresAt()).isNull();
		assertThat(jwt.getNotBefore()).isNull();
		assertThat(jwt.getIssuedAt()).isNull();
		assertThat(jwt.getId()).isNull();
	}

	@Test
	void verifyWhenTimesSaturateThenJwtHasTheLastInstant() {
		Jwt jwt = verify("{\"exp\":1e400,\"iat\":-1e400}");
		assertThat(jwt.getExpiresAt()).isEqualTo(Instant.MAX);
		assertThat(jwt.getIssuedAt()).isEqualTo(Instant.MIN);
	}

	private static Jwt verify(String payload) {
		return JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("jwks")), SOURCE)
			.verify(SentToken.of(KEY.token("ES256", payload)))
			.join()
			.jwt();
	}

	private static DenyReason refusal(JwtSpec.RequireAny entry, String payload) {
		return JwtSpecs.verifier(JwtSpecs.spec(entry), SOURCE)
			.verify(SentToken.of(KEY.token("ES256", payload)))
			.join()
			.refusal();
	}

}
