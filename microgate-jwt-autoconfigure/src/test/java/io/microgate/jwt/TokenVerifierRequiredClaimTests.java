package io.microgate.jwt;

import java.util.List;

import io.microgate.constraint.Ref;
import io.microgate.decision.DenyReason;
import io.microgate.jwks.TestSigningKey;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenVerifier}: {@code requireAny[].extensions.claims}.
 */
class TokenVerifierRequiredClaimTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestSigningKey OTHER = TestSigningKey.ec("es-1", "secp256r1");

	private final TestJwksSource source = TestJwksSource.with(KEY);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"access"                | access | true
			"Access"                | access | false
			["id","access"]         | access | true
			["id"]                  | access | false
			[]                      | access | false
			["access",null]         | access | false
			["access",{}]           | access | false
			["access",["access"]]   | access | false
			{"access":"access"}     | access | false
			null                    | null   | false
			true                    | true   | true
			[false,true]            | true   | true
			1                       | 1      | true
			1.0                     | 1      | true
			1e3                     | 1000   | true
			1.50                    | 1.5    | true
			18446744073709551616    | 18446744073709551616 | true
			1e999999999             | 1      | false
			""")
	void verifyWhenValueIsAskedForThenAsConditionsOfPoliciesDo(String value, String exact, boolean accepted) {
		DenyReason refusal = refusal("{\"c\":" + value + "}", JwtSpecs.claim("c", exact));
		assertThat(refusal).isEqualTo(accepted ? null : DenyReason.TOKEN_CLAIMS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"c":"x"} | true
			{"c":""}  | true
			{"c":[]}  | true
			{"c":{}}  | true
			{"c":0}   | true
			{"c":null}| false
			{"C":"x"} | false
			{"x":{"c":"x"}} | false
			""")
	void verifyWhenNoValueIsAskedForThenClaimExists(String payload, boolean accepted) {
		assertThat(refusal(payload, JwtSpecs.claim("c", null))).isEqualTo(accepted ? null : DenyReason.TOKEN_CLAIMS);
	}

	@Test
	void verifyWhenNumberIsVeryLongThenExact() {
		String zeros = "0".repeat(1500);
		assertThat(refusal("{\"c\":1." + zeros + "}", JwtSpecs.claim("c", "1"))).isNull();
		assertThat(refusal("{\"c\":[1." + zeros + "1]}", JwtSpecs.claim("c", "1"))).isEqualTo(DenyReason.TOKEN_CLAIMS);
	}

	@Test
	void verifyWhenTimeIsAskedForThenItsNumber() {
		long exp = JwtSpecs.NOW + 10;
		assertThat(refusal("{\"exp\":%d.0}".formatted(exp), JwtSpecs.claim("exp", String.valueOf(exp)))).isNull();
		assertThat(refusal("{\"aud\":\"a\"}", JwtSpecs.claim("aud", "a"))).isNull();
	}

	@Test
	void verifyWhenSeveralClaimsAreAskedForThenAllCount() {
		JwtSpec.EntryClaim[] claims = { JwtSpecs.claim("client_id", "shop"), JwtSpecs.claim("token_use", "access") };
		assertThat(refusal("{\"client_id\":\"shop\",\"token_use\":\"access\"}", claims)).isNull();
		assertThat(refusal("{\"client_id\":\"shop\",\"token_use\":\"id\"}", claims)).isEqualTo(DenyReason.TOKEN_CLAIMS);
		assertThat(refusal("{\"token_use\":\"access\"}", claims)).isEqualTo(DenyReason.TOKEN_CLAIMS);
	}

	/** It is signed: no budget, and no limit but that of the token. */
	@Test
	void verifyWhenClaimIsLongThenExpressionsSeeAllOfIt() {
		MatcherSpec regex = new MatcherSpec(new StringMatcherSpec(null, null, null, null, "(a|b)*c$", false));
		String value = "ab".repeat(4000);
		JwtSpec.EntryClaim claim = new JwtSpec.EntryClaim("c", regex);
		assertThat(refusal("{\"c\":\"" + value + "c\"}", claim)).isNull();
		assertThat(refusal("{\"c\":\"" + value + "\"}", claim)).isEqualTo(DenyReason.TOKEN_CLAIMS);
	}

	@Test
	void verifyWhenSeveralAreWrongThenClaimsComeAfterSubjectAndBeforeTime() {
		JwtSpec.RequireAny entry = new JwtSpec.RequireAny(new Ref("jwks"), "i", List.of("a"),
				new MatcherSpec(new StringMatcherSpec("s", null, null, null, null, false)),
				new JwtSpec.EntryExtensions(null, List.of(JwtSpecs.claim("c", "x"))));
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.spec(entry), this.source);
		assertThat(refusal(verifier, "{\"iss\":\"i\",\"aud\":\"a\",\"sub\":\"t\",\"c\":\"y\",\"exp\":1}"))
			.isEqualTo(DenyReason.TOKEN_SUBJECT);
		assertThat(refusal(verifier, "{\"iss\":\"i\",\"aud\":\"a\",\"sub\":\"s\",\"c\":\"y\",\"exp\":1}"))
			.isEqualTo(DenyReason.TOKEN_CLAIMS);
		assertThat(refusal(verifier, "{\"iss\":\"i\",\"aud\":\"a\",\"sub\":\"s\",\"c\":\"x\",\"exp\":1}"))
			.isEqualTo(DenyReason.TOKEN_EXPIRED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"c\":\"x\"}", "{\"c\":\"y\"}", "{\"d\":1}" })
	void verifyWhenNotSignedThenSignatureIsTheReasonWhateverTheClaims(String payload) {
		assertThat(JwtSpecs.verifier(JwtSpecs.spec(entry(JwtSpecs.claim("c", "x"))), this.source)
			.verify(SentToken.of(OTHER.token("ES256", payload)))
			.join()
			.refusal()).isEqualTo(DenyReason.TOKEN_SIGNATURE);
	}

	/** What is not signed rules nothing out but by issuer, audience and subject. */
	@Test
	void verifyWhenKeysAreMissingThenClaimsDoNotRuleTheEntryOut() {
		TestJwksSource missing = TestJwksSource.unavailable("jwks", 5);
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.spec(entry(JwtSpecs.claim("c", "x"))), missing);
		assertThat(refusal(verifier, "{\"c\":\"y\"}")).isEqualTo(DenyReason.KEY_UNAVAILABLE);
	}

	@Test
	void verifyWhenAnotherEntryIsSatisfiedThenVerified() {
		TokenVerifier verifier = JwtSpecs
			.verifier(JwtSpecs.spec(entry(JwtSpecs.claim("c", "x")), entry(JwtSpecs.claim("c", "y"))), this.source);
		assertThat(refusal(verifier, "{\"c\":\"y\"}")).isNull();
		assertThat(refusal(verifier, "{\"c\":\"z\"}")).isEqualTo(DenyReason.TOKEN_CLAIMS);
		assertThat(this.source.looks()).isEqualTo(2);
	}

	private DenyReason refusal(String payload, JwtSpec.EntryClaim... claims) {
		return refusal(JwtSpecs.verifier(JwtSpecs.spec(entry(claims)), this.source), payload);
	}

	private static DenyReason refusal(TokenVerifier verifier, String payload) {
		return verifier.verify(SentToken.of(KEY.token("ES256", payload))).join().refusal();
	}

	private static JwtSpec.RequireAny entry(JwtSpec.EntryClaim... claims) {
		return JwtSpecs.template("jwks", null, claims);
	}

}
