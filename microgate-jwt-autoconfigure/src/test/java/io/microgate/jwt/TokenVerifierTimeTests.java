package io.microgate.jwt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link TokenVerifier}: time. Times in the tables are relative to now where
 * they start with a sign.
 */
class TokenVerifierTimeTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestJwksSource SOURCE = TestJwksSource.with(KEY);

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"+1,          OK",
			"+0,          OK",
			"-59,         OK",
			"-60,         OK",
			"-60.0,       OK",
			"-59.999999999, OK",
			"-60.000000001, TOKEN_EXPIRED",
			"-61,         TOKEN_EXPIRED",
			"0,           TOKEN_EXPIRED",
			"-0,          TOKEN_EXPIRED",
			"1.5,         TOKEN_EXPIRED",
			"1e400,       OK",
			"1E+400,      OK",
			"1e999999999, OK",
			"1e99999999999, OK",
			"1e-999999999, TOKEN_EXPIRED",
			"1e-99999999999, TOKEN_EXPIRED",
			"9223372036854775807, OK",
			"9223372036854775808, OK",
			"18446744073709551616, OK",
			"31556889864403199, OK",
			"31556889864403200, OK",
			"1.75e9,      OK",
			"175000000e1, OK",
	// @formatter:on
	})
	void verifyWhenExpirationThenBoundaryIsValid(String exp, String expected) {
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.timed(true, null, "60s"), SOURCE);
		assertThat(outcome(verifier, "{\"exp\":" + number(exp) + "}")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1000", "-1e400", "-9223372036854775809", "-31557014167219201", "-1e-400" })
	void verifyWhenExpirationIsNegativeThenExpired(String exp) {
		assertThat(outcome(lax(), "{\"exp\":" + exp + "}")).isEqualTo("TOKEN_EXPIRED");
	}

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"-1,          OK",
			"+0,          OK",
			"+60,         OK",
			"+60.0,       OK",
			"+60.000000001, TOKEN_NOT_YET_VALID",
			"+61,         TOKEN_NOT_YET_VALID",
			"0,           OK",
			"1e400,       TOKEN_NOT_YET_VALID",
			"1e999999999, TOKEN_NOT_YET_VALID",
			"9223372036854775807, TOKEN_NOT_YET_VALID",
	// @formatter:on
	})
	void verifyWhenNotBeforeThenBoundaryIsValid(String nbf, String expected) {
		assertThat(outcome(lax(), "{\"nbf\":" + number(nbf) + "}")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"1750000100\"", "true", "[1750000100]", "{}", "{\"a\":1}", "\"\"", "NaN", "Infinity",
			"-Infinity", "0x7FFFFFFF", "1750000100.", "01750000100", "1e" })
	void verifyWhenTimeIsNoNumberThenMalformed(String value) {
		for (String claim : new String[] { "exp", "nbf", "iat" }) {
			assertThat(outcome(lax(), "{\"" + claim + "\":" + value + "}")).as(claim).isEqualTo("TOKEN_MALFORMED");
		}
	}

	@Test
	void verifyWhenTimeIsNullThenAbsent() {
		assertThat(outcome(lax(), "{\"exp\":null,\"nbf\":null,\"iat\":null}")).isEqualTo("OK");
		assertThat(outcome(lax(), "{\"exp\":null,\"iat\":" + number("+10") + "}")).isEqualTo("OK");
		assertThat(outcome(JwtSpecs.verifier(JwtSpecs.timed(true, null, "60s"), SOURCE), "{\"exp\":null}"))
			.isEqualTo("TOKEN_EXPIRATION_MISSING");
		assertThat(outcome(JwtSpecs.verifier(JwtSpecs.timed(true, "1h", "60s"), SOURCE),
				"{\"nbf\":null,\"iat\":null,\"exp\":" + number("+10") + "}"))
			.isEqualTo("TOKEN_LIFETIME");
	}

	@ParameterizedTest
	@CsvSource({ "+10, +10", "+10, +11", "+10, 1e400", "1e500, 1e400", "+10.5, +10.5", "-100, +0", "-1e400, -1e300" })
	void verifyWhenExpiresNotAfterIssuedThenMalformed(String exp, String iat) {
		assertThat(outcome(lax(), "{\"exp\":" + number(exp) + ",\"iat\":" + number(iat) + "}"))
			.isEqualTo("TOKEN_MALFORMED");
	}

	@ParameterizedTest
	@CsvSource({ "+100, +50", "+10.5, +10.4", "1e400, +0", "+100, +99" })
	void verifyWhenIssuedInFutureWithoutLifetimeThenAccepted(String exp, String iat) {
		assertThat(outcome(lax(), "{\"exp\":" + number(exp) + ",\"iat\":" + number(iat) + "}")).isEqualTo("OK");
	}

	@Test
	void verifyWhenExpirationIsMissingThenSpecDecides() {
		TokenVerifier strict = JwtSpecs.verifier(JwtSpecs.timed(true, null, "60s"), SOURCE);
		assertThat(outcome(strict, "{\"iat\":1}")).isEqualTo("TOKEN_EXPIRATION_MISSING");
		assertThat(outcome(strict, "{\"EXP\":" + number("+10") + "}")).isEqualTo("TOKEN_EXPIRATION_MISSING");
		assertThat(outcome(lax(), "{\"iat\":1}")).isEqualTo("OK");
	}

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"+1800,    -1800,   '',     OK",
			"+1800,    -1800.0, '',     OK",
			"+1800,    -1800.1, '',     TOKEN_LIFETIME",
			"+1800.1,  -1800,   '',     TOKEN_LIFETIME",
			"+1830,    -1800,   '',     TOKEN_LIFETIME",
			"+1800,    '',      -1800,  OK",
			"+1800,    '',      -1801,  TOKEN_LIFETIME",
			"+1800,    '',      '',     TOKEN_LIFETIME",
			"+1800,    -9000,   -1800,  OK",
			"+1800,    -1800,   -9000,  TOKEN_LIFETIME",
			"+1800,    +60,     '',     OK",
			"+1800,    +60.1,   '',     TOKEN_LIFETIME",
			"+1800,    +900,    '',     TOKEN_LIFETIME",
			"+1800,    +900,    -1800,  OK",
			"1e400,    +0,      '',     TOKEN_LIFETIME",
			"1e400,    -1e400,  '',     TOKEN_LIFETIME",
			"+10,      -1e400,  '',     TOKEN_LIFETIME",
			"-61,      -120,    '',     TOKEN_EXPIRED",
			"+10,      '',      +50,    OK",
	// @formatter:on
	})
	void verifyWhenLifetimeIsLimitedThenSkewDoesNotWidenIt(String exp, String iat, String nbf, String expected) {
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.timed(true, "1h", "60s"), SOURCE);
		String payload = "{\"exp\":" + number(exp) + (iat.isEmpty() ? "" : ",\"iat\":" + number(iat))
				+ (nbf.isEmpty() ? "" : ",\"nbf\":" + number(nbf)) + "}";
		assertThat(outcome(verifier, payload)).isEqualTo(expected);
	}

	@Test
	void verifyWhenSkewIsHugeThenNoOverflow() {
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.timed(true, null, "2562047h"), SOURCE);
		assertThat(outcome(verifier, "{\"exp\":1e400}")).isEqualTo("OK");
		assertThat(outcome(verifier, "{\"exp\":31556889864403199}")).isEqualTo("OK");
		assertThat(outcome(verifier, "{\"exp\":1e400,\"nbf\":1e400}")).isEqualTo("TOKEN_NOT_YET_VALID");
	}

	@Test
	void verifyWhenClockIsAtItsEndThenNoOverflow() {
		TokenVerifier verifier = TokenVerifier.compile(JwtSpecs.timed(true, "1h", "60s"), JwtResources
			.of((name) -> SOURCE, Clock.fixed(Instant.MAX, ZoneOffset.UTC), WaitingRequests.unlimited()));
		assertThat(outcome(verifier, "{\"exp\":1e400,\"nbf\":31556889864403000}")).isEqualTo("OK");
	}

	@Test
	void verifyWhenNumberIsEnormousThenNoTimeOrMemoryIsLost() {
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.extended(null, null, "64KB"), SOURCE);
		String digits = "9".repeat(48000);
		assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
			assertThat(outcome(verifier, "{\"exp\":" + digits + "}")).isEqualTo("OK");
			assertThat(outcome(verifier, "{\"nbf\":" + digits + "}")).isEqualTo("TOKEN_NOT_YET_VALID");
			assertThat(outcome(verifier, "{\"exp\":1e" + digits + "}")).isEqualTo("OK");
			assertThat(outcome(verifier, "{\"exp\":1750000000." + digits + "}")).isEqualTo("OK");
			assertThat(outcome(verifier, "{\"exp\":0." + "0".repeat(48000) + "1}")).isEqualTo("TOKEN_EXPIRED");
		});
	}

	@Test
	void verifyWhenTimesHaveFractionsThenJwtKeepsThem() {
		var jwt = lax().verify(SentToken.of(KEY.token("ES256", "{\"exp\":1750000000.25,\"nbf\":-1.5,\"iat\":1e-3}")))
			.join()
			.jwt();
		assertThat(jwt.getExpiresAt()).isEqualTo(Instant.ofEpochSecond(1750000000L, 250_000_000));
		assertThat(jwt.getNotBefore()).isEqualTo(Instant.ofEpochMilli(-1500));
		assertThat(jwt.getIssuedAt()).isEqualTo(Instant.ofEpochMilli(1));
	}

	private static TokenVerifier lax() {
		return JwtSpecs.verifier(JwtSpecs.timed(false, null, "60s"), SOURCE);
	}

	private static String outcome(TokenVerifier verifier, String payload) {
		Verification verification = verifier.verify(SentToken.of(KEY.token("ES256", payload))).join();
		return (verification.jwt() != null) ? "OK" : verification.refusal().name();
	}

	private static String number(String text) {
		if (text.contains("e") || !text.matches("[+-].+") || text.equals("-0")) {
			return text;
		}
		return new java.math.BigDecimal(text).add(java.math.BigDecimal.valueOf(JwtSpecs.NOW)).toPlainString();
	}

	@Test
	void verifyWhenNumberIsVeryLongThenApplicationSeesEveryDigit() {
		String digits = "9".repeat(1500);
		String token = KEY.token("ES256", "{\"a\":%1$s,\"b\":[{\"c\":1.%1$s}]}".formatted(digits));
		Jwt jwt = JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("jwks")), SOURCE)
			.verify(SentToken.of(token))
			.join()
			.jwt();
		assertThat(jwt.getClaims()).containsEntry("a", new BigInteger(digits))
			.containsEntry("b", List.of(Map.of("c", new BigDecimal("1." + digits))));
	}

}
