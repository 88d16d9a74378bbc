package io.microgate.jwt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource.WaitOutcome;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for keys that are limited to an issuer, as the member {@code issuer} of a JWK
 * says.
 */
class KeyIssuerTests {

	private static final String TENANTS = "https://login.example.com/{tenantid}/v2.0";

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestSigningKey TWIN = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestSigningKey NAMELESS = TestSigningKey.ec(null, "secp256r1");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			https://a.example  | {"iss":"https://a.example"}                                     | true
			https://a.example  | {"iss":"https://a.example/"}                                    | false
			https://a.example  | {"iss":"https://b.example"}                                     | false
			https://a.example  | {"iss":["https://a.example"]}                                   | false
			https://a.example  | {"iss":null}                                                    | false
			https://a.example  | {"sub":"x"}                                                     | false
			h/{tenantid}       | {"iss":"h/a","tid":"a"}                                         | true
			h/{tenantid}       | {"iss":"h/a","tid":"b"}                                         | false
			h/{tenantid}       | {"iss":"h/a","tenantid":"a"}                                    | false
			h/{tenantid}       | {"iss":"h/{tenantid}","tid":"a"}                                | false
			h/{tenantid}       | {"iss":"h/{tenantid}"}                                          | false
			h/{tenantid}       | {"iss":"h/1","tid":1}                                           | false
			h/{tenantid}       | {"iss":"h/","tid":""}                                           | false
			h/{tenantid}       | {"iss":"h/..","tid":".."}                                       | false
			h/{tenantid}       | {"iss":"h/a/b","tid":"a/b"}                                     | false
			h/{tenantid}       | {"iss":"h/{tenantid}","tid":"{tenantid}"}                       | false
			h/{tid}            | {"iss":"h/a","tid":"a"}                                         | false
			h/{TenantId}       | {"iss":"h/a","tid":"a"}                                         | false
			``                 | {"iss":"h/a"}                                                   | false
			""")
	void verifyWhenKeyIsLimitedThenIssuerEquals(String issuer, String payload, boolean accepted) {
		assertThat(refusal(source(KEY.jwk("issuer", issuer)), KEY.token("ES256", payload)))
			.isEqualTo(accepted ? null : DenyReason.TOKEN_ISSUER);
	}

	/** Null counts as absent, and what is no string leaves the key out. */
	@Test
	void verifyWhenMemberIsNoStringThenKeyIsNotUsed() {
		String token = KEY.token("ES256", "{\"iss\":\"h/a\"}");
		assertThat(refusal(source(KEY.jwk("issuer", null)), token)).isNull();
		for (Object issuer : List.of(1, true, List.of("h/a"), List.of(), Map.of("h/a", 1))) {
			assertThat(refusal(source(KEY.jwk("issuer", issuer), NAMELESS.jwk()), token))
				.isEqualTo(DenyReason.KEY_UNKNOWN);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"iss\":\"h/a\",\"tid\":\"a\"}", "{\"iss\":\"h/b\",\"tid\":\"a\"}" })
	void verifyWhenNotSignedThenSignatureIsTheReasonWhateverTheIssuer(String payload) {
		assertThat(refusal(source(KEY.jwk("issuer", "h/{tenantid}")), TWIN.token("ES256", payload)))
			.isEqualTo(DenyReason.TOKEN_SIGNATURE);
	}

	/** A key of one tenant does not sign for another one, whatever the entry lets in. */
	@Test
	void verifyWhenKeyIsOfAnotherTenantThenRefusedByEveryEntry() {
		TestJwksSource source = source(KEY.jwk("issuer", "https://login.example.com/a/v2.0"),
				NAMELESS.jwk("issuer", TENANTS));
		TokenVerifier verifier = JwtSpecs
			.verifier(JwtSpecs.spec(JwtSpecs.template("jwks", TENANTS.replace("tenantid", "tid")),
					JwtSpecs.entry("jwks"), JwtSpecs.entry("jwks", "https://login.example.com/b/v2.0")), source);
		String other = "{\"iss\":\"https://login.example.com/b/v2.0\",\"tid\":\"b\"}";
		assertThat(verifier.verify(SentToken.of(KEY.token("ES256", other))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(source.looks()).isOne();
		assertThat(verifier.verify(SentToken.of(NAMELESS.token("ES256", other))).join().jwt()).isNotNull();
		assertThat(verifier
			.verify(SentToken.of(KEY.token("ES256", "{\"iss\":\"https://login.example.com/a/v2.0\",\"tid\":\"a\"}")))
			.join()
			.jwt()).isNotNull();
	}

	@Test
	void verifyWhenKeysShareTheIdThenTheOneOfTheIssuerCounts() {
		TestJwksSource source = source(KEY.jwk("issuer", "a"), KEY.jwk("issuer", "b"), TWIN.jwk("issuer", "c"));
		assertThat(refusal(source, KEY.token("ES256", "{\"iss\":\"a\"}"))).isNull();
		assertThat(refusal(source, KEY.token("ES256", "{\"iss\":\"b\"}"))).isNull();
		assertThat(refusal(source, TWIN.token("ES256", "{\"iss\":\"c\"}"))).isNull();
		assertThat(refusal(source, KEY.token("ES256", "{\"iss\":\"c\"}"))).isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(refusal(source, TWIN.token("ES256", "{\"iss\":\"a\"}"))).isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@Test
	void verifyWhenEveryTrialIsOfAnotherIssuerThenNoMoreThanEight() {
		List<Object> jwks = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			jwks.add(KEY.jwk("issuer", "i" + i));
		}
		jwks.add(KEY.jwk("issuer", "good"));
		TestJwksSource source = source(jwks.toArray());
		assertThat(refusal(source, KEY.token("ES256", "{\"iss\":\"good\"}"))).isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(refusal(source, KEY.token("ES256", "{\"iss\":\"i7\"}"))).isNull();
	}

	/**
	 * The key that the token names may be there after a fetch, but this one has signed.
	 */
	@Test
	void verifyWhenKeyWithoutIdIsOfAnotherIssuerThenNothingIsFetched() {
		TestJwksSource source = source(NAMELESS.jwk("issuer", "a"));
		String token = NAMELESS.token("ES256", "{\"alg\":\"ES256\",\"kid\":\"new\"}", "{\"iss\":\"b\"}");
		assertThat(refusal(source, token)).isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(source.unknownKeysFetched()).isZero();
	}

	@Test
	void verifyWhenUnknownKeyComesWithAnIssuerThenItCounts() {
		for (String issuer : List.of("a", "b")) {
			TestJwksSource source = source(TestSigningKey.ec("old", "secp256r1").jwk());
			CompletableFuture<WaitOutcome> fetch = source.openUnknownKey();
			CompletableFuture<Verification> verification = JwtSpecs
				.verifier(JwtSpecs.spec(JwtSpecs.entry("jwks")), source)
				.verify(SentToken.of(KEY.token("ES256", "{\"iss\":\"a\"}")));
			assertThat(verification).isNotDone();
			source.keys(TestSigningKey.keySet(KEY.jwk("issuer", issuer)));
			fetch.complete(WaitOutcome.ENDED);
			assertThat(verification.join().refusal()).isEqualTo(issuer.equals("a") ? null : DenyReason.TOKEN_ISSUER);
		}
	}

	@Test
	void rememberedWhenKeyIsLimitedMeanwhileThenJudgedAgain() {
		TestJwksSource source = source(KEY.jwk());
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("jwks")), source);
		String token = KEY.token("ES256", "{\"iss\":\"a\"}");
		assertThat(JwtSpecs.outcome(verifier, token).jwt()).isNotNull();
		assertThat(verifier.remembered(SentToken.of(token))).isNotNull();
		source.keys(TestSigningKey.keySet(KEY.jwk("issuer", "b")));
		assertThat(verifier.remembered(SentToken.of(token))).isNull();
		assertThat(JwtSpecs.outcome(verifier, token).refusal()).isEqualTo(DenyReason.TOKEN_ISSUER);
		source.keys(TestSigningKey.keySet(KEY.jwk("issuer", "a")));
		assertThat(JwtSpecs.outcome(verifier, token).jwt()).isNotNull();
		source.keys(TestSigningKey.keySet(KEY.jwk("issuer", "a")));
		assertThat(verifier.remembered(SentToken.of(token))).isNotNull();
	}

	private static DenyReason refusal(TestJwksSource source, String token) {
		return JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("jwks")), source)
			.verify(SentToken.of(token))
			.join()
			.refusal();
	}

	private static TestJwksSource source(Object... jwks) {
		KeySet keys = TestSigningKey.keySet(jwks);
		return new TestJwksSource("jwks", keys);
	}

}
