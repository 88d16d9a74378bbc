package io.microgate.jwt;

import java.util.Collections;
import java.util.stream.Stream;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TokenVerifier}: {@code issuerTemplate}.
 */
class TokenVerifierTemplateTests {

	private static final String ENTRA = "https://login.example.com/{tid}/v2.0";

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestSigningKey OTHER = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestJwksSource SOURCE = TestJwksSource.with(KEY);

	static Stream<Arguments> good() {
		return Stream.of(
				arguments(ENTRA,
						"{\"iss\":\"https://login.example.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0\","
								+ "\"tid\":\"72f988bf-86f1-41af-91ab-2d7cd011db47\"}"),
				arguments("{a}", "{\"iss\":\"x\",\"a\":\"x\"}"), arguments("{a}/", "{\"iss\":\"x/\",\"a\":\"x\"}"),
				arguments("/{a}", "{\"iss\":\"/x\",\"a\":\"x\"}"),
				arguments("{a}{b}", "{\"iss\":\"xy\",\"a\":\"x\",\"b\":\"y\"}"),
				arguments("{a}{b}", "{\"iss\":\"xyz\",\"a\":\"xy\",\"b\":\"z\"}"),
				arguments("{a}{b}", "{\"iss\":\"xyz\",\"a\":\"x\",\"b\":\"yz\"}"),
				arguments("{a}-{a}", "{\"iss\":\"x-x\",\"a\":\"x\"}"),
				arguments("{a}-{b}", "{\"iss\":\"x-y-z\",\"a\":\"x-y\",\"b\":\"z\"}"),
				arguments("h/{a}", "{\"iss\":\"h/...\",\"a\":\"...\"}"),
				arguments("h/{a}", "{\"iss\":\"h/.a\",\"a\":\".a\"}"),
				arguments("h/{a}", "{\"iss\":\"h/A-Z_09.~\",\"a\":\"A-Z_09.~\"}"),
				arguments("h/{https://example.com/org}", "{\"iss\":\"h/acme\",\"https://example.com/org\":\"acme\"}"),
				arguments("h/{org.id}", "{\"iss\":\"h/acme\",\"org.id\":\"acme\"}"),
				arguments("h/{sub}", "{\"iss\":\"h/acme\",\"sub\":\"acme\"}"),
				arguments("h/{a}", "{\"iss\":\"h/%1$s\",\"a\":\"%1$s\"}".formatted("x".repeat(255))));
	}

	@ParameterizedTest
	@MethodSource("good")
	void verifyWhenIssuerEqualsTemplateThenVerified(String template, String payload) {
		assertThat(refusal(template, payload)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\".\"", "\"..\"", "\"a/b\"", "\"/\"", "\"a%2Fb\"", "\"%61\"", "\"a b\"",
			"\"a:b\"", "\"a?b\"", "\"a#b\"", "\"a@b\"", "\"a\\\\b\"", "\"a\\u0000\"", "\"a\\n\"", "\"\\u0430\"",
			"\"\\uff41\"", "\"\\u00e4\"", "\"a\\u200b\"", "\"\\ud83d\\ude00\"", "\"{tid}\"", "\"a+b\"", "\"a,b\"",
			"\"a;b\"", "1", "true", "null", "[\"a\"]", "[]", "{\"a\":\"a\"}", "1.5" })
	void verifyWhenClaimMayNotStandInAnIssuerThenRefusedThoughItEquals(String tenant) {
		String text = tenant.replaceAll("^\"|\"$", "");
		String issuer = tenant.startsWith("\"") ? text : tenant.replace("\"", "\\\"");
		assertThat(
				refusal(ENTRA, "{\"iss\":\"https://login.example.com/%s/v2.0\",\"tid\":%s}".formatted(issuer, tenant)))
			.isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://login.example.com/b/v2.0", "https://login.example.com/a/v2.0/",
			"https://login.example.com/A/v2.0", "https://login.example.com/a/v2", "https://login.example.com/aa/v2.0",
			"https://login.example.com//v2.0", "https://login.example.com/{tid}/v2.0", "login.example.com/a/v2.0",
			"https://login.example.com/%61/v2.0", "https://evil.example/?https://login.example.com/a/v2.0",
			"https://login.example.com/a/v2.0 ", "https://login.example.com/", "a", "",
			"https://login.example.com/a/../a/v2.0", "https://login.example.com/\\u0430/v2.0" })
	void verifyWhenIssuerIsAnotherThenRefused(String issuer) {
		assertThat(refusal(ENTRA, "{\"iss\":\"%s\",\"tid\":\"a\"}".formatted(issuer)))
			.isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"tid\":\"a\"}", "{\"iss\":null,\"tid\":\"a\"}",
			"{\"iss\":[\"https://login.example.com/a/v2.0\"],\"tid\":\"a\"}", "{\"iss\":1,\"tid\":\"a\"}",
			"{\"iss\":\"https://login.example.com/a/v2.0\"}",
			"{\"iss\":\"https://login.example.com/a/v2.0\",\"TID\":\"a\"}",
			"{\"iss\":\"https://login.example.com/a/v2.0\",\"x\":{\"tid\":\"a\"}}" })
	void verifyWhenIssuerOrClaimIsMissingThenRefused(String payload) {
		assertThat(refusal(ENTRA, payload)).isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@Test
	void verifyWhenClaimIsLongerThan255ThenRefused() {
		assertThat(refusal("h/{a}", "{\"iss\":\"h/%1$s\",\"a\":\"%1$s\"}".formatted("x".repeat(256))))
			.isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@ParameterizedTest
	@CsvSource({ "{\"iss\":\"xyz\"|\"a\":\"xy\"|\"b\":\"yz\"}", "{\"iss\":\"xyz\"|\"a\":\"xyz\"|\"b\":\"\"}",
			"{\"iss\":\"xyz\"|\"a\":\"xyz\"}", "{\"iss\":\"xyz\"|\"a\":\"x\"|\"b\":\"y\"}",
			"{\"iss\":\"..\"|\"a\":\".\"|\"b\":\".\"}" })
	void verifyWhenAdjacentPlaceholdersThenEachHasItsOwnClaim(String payload) {
		assertThat(refusal("{a}{b}", payload.replace('|', ','))).isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@Test
	void verifyWhenNotSignedThenSignatureIsTheReasonWhateverTheIssuer() {
		TokenVerifier verifier = verifier(JwtSpecs.template("jwks", "h/{a}"));
		for (String payload : new String[] { "{\"iss\":\"h/x\",\"a\":\"x\"}", "{\"iss\":\"h/x\",\"a\":\"y\"}" }) {
			assertThat(verifier.verify(SentToken.of(OTHER.token("ES256", payload))).join().refusal())
				.isEqualTo(DenyReason.TOKEN_SIGNATURE);
		}
	}

	@Test
	void verifyWhenTemplateRulesTheEntryOutThenItsKeysAreNotAwaited() {
		TestJwksSource missing = TestJwksSource.unavailable("missing", 5);
		missing.openFirstAttempt();
		TokenVerifier verifier = JwtSpecs
			.verifier(JwtSpecs.spec(JwtSpecs.template("missing", ENTRA), JwtSpecs.entry("jwks", "x")), missing, SOURCE);
		assertThat(verifier
			.verify(SentToken.of(KEY.token("ES256", "{\"iss\":\"https://login.example.com/a/v2.0\",\"tid\":\"b\"}"))))
			.isCompletedWithValue(new Verification(null, DenyReason.TOKEN_ISSUER, null, "jwks", null));
		assertThat(missing.firstAttemptsAwaited()).isZero();
		assertThat(verifier
			.verify(SentToken.of(KEY.token("ES256", "{\"iss\":\"https://login.example.com/a/v2.0\",\"tid\":\"a\"}"))))
			.isNotDone();
	}

	/**
	 * Where the budget ends, the template is compared after the signature, and no less.
	 */
	@Test
	void verifyWhenTemplatesWouldCostTooMuchThenTheyAreComparedAfterTheSignature() {
		String value = "x".repeat(150);
		String issuer = value.repeat(300);
		JwtSpec.RequireAny[] entries = Collections.nCopies(128, JwtSpecs.template("jwks", "{a}".repeat(300) + "y"))
			.toArray(JwtSpec.RequireAny[]::new);
		TokenVerifier verifier = verifier(entries);
		String other = "{\"iss\":\"%s\",\"a\":\"%s\"}".formatted(issuer, value);
		assertThat(verifier.verify(SentToken.of(KEY.token("ES256", other))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(verifier.verify(SentToken.of(OTHER.token("ES256", other))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_SIGNATURE);
		assertThat(refusalWithoutKeys(other, entries)).isEqualTo(DenyReason.KEY_UNAVAILABLE);
		assertThat(refusalWithoutKeys("{\"iss\":\"x\",\"a\":\"x\"}", entries)).isEqualTo(DenyReason.TOKEN_ISSUER);
		String good = "{\"iss\":\"%sy\",\"a\":\"%s\"}".formatted(issuer, value);
		assertThat(verifier.verify(SentToken.of(KEY.token("ES256", good))).join().jwt()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "h", "h/{}", "h/{a", "h/a}", "h/{a}}", "h/{{a}}", "h/{a{b}}", "h/{ a}", "h/{a b}",
			"h/{a\n}", "h/{iss}", "h/{a}/{iss}", "}{", "h/{a}{" })
	void compileWhenTemplateIsWrongThenRefused(String template) {
		assertThat(IssuerTemplate.problem(template)).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> IssuerTemplate.compile(template));
	}

	@Test
	void claimsWhenPlaceholdersRepeatThenEachOnce() {
		assertThat(IssuerTemplate.claims("{a}/{b}/{a}")).containsExactly("a", "b");
	}

	/** What is not compared rules no entry out. */
	private static DenyReason refusalWithoutKeys(String payload, JwtSpec.RequireAny... entries) {
		return JwtSpecs.verifier(JwtSpecs.spec(entries), TestJwksSource.unavailable("jwks", 5))
			.verify(SentToken.of(KEY.token("ES256", payload)))
			.join()
			.refusal();
	}

	private static DenyReason refusal(String template, String payload) {
		return verifier(JwtSpecs.template("jwks", template)).verify(SentToken.of(KEY.token("ES256", payload)))
			.join()
			.refusal();
	}

	private static TokenVerifier verifier(JwtSpec.RequireAny... entries) {
		return JwtSpecs.verifier(JwtSpecs.spec(entries), SOURCE);
	}

}
