package io.microgate.jwt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource.WaitOutcome;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenVerifier}: keys that are missing or unknown, and several entries.
 */
class TokenVerifierKeysTests {

	private static final TestSigningKey KEY_A = TestSigningKey.ec("a", "secp256r1");

	private static final TestSigningKey KEY_B = TestSigningKey.ec("b", "secp256r1");

	private static final TestSigningKey OTHER_A = TestSigningKey.ec("a", "secp256r1");

	private static final TestSigningKey NO_KID = TestSigningKey.ec(null, "secp256r1");

	private static final KeySet SET_A = TestSigningKey.keySet(KEY_A.jwk());

	private static final KeySet SET_B = TestSigningKey.keySet(KEY_B.jwk());

	private static final String GOOD = "{\"iss\":\"one\"}";

	@Test
	void verifyWhenFirstAttemptBringsKeysThenVerified() {
		TestJwksSource source = TestJwksSource.unavailable("one", 5);
		CompletableFuture<WaitOutcome> attempt = source.openFirstAttempt();
		CompletableFuture<Verification> verification = verifier(source)
			.verify(SentToken.of(KEY_A.token("ES256", GOOD)));
		assertThat(verification).isNotDone();
		source.keys(SET_A);
		attempt.complete(WaitOutcome.ENDED);
		assertThat(verification).isCompleted();
		assertThat(verification.join().jwt()).isNotNull();
		assertThat(source.unknownKeysFetched()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenFirstAttemptBringsNothingThenUnavailable(WaitOutcome wait) {
		TestJwksSource source = TestJwksSource.unavailable("one", 5);
		CompletableFuture<WaitOutcome> attempt = source.openFirstAttempt();
		CompletableFuture<Verification> verification = verifier(source)
			.verify(SentToken.of(KEY_A.token("ES256", GOOD)));
		attempt.complete(wait);
		assertThat(verification.join()).isEqualTo(unavailable(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "not.a.token", "x" })
	void verifyWhenMalformedAndKeysMissingThenMalformed(String token) {
		assertRefusedWithoutWaiting(token, DenyReason.TOKEN_MALFORMED);
	}

	@Test
	void verifyWhenRefusableWithoutKeysThenNoRequestWaits() {
		assertRefusedWithoutWaiting(KEY_A.token("ES256", "{\"alg\":\"none\"}", GOOD), DenyReason.TOKEN_ALGORITHM);
		assertRefusedWithoutWaiting(KEY_A.token("ES256", "{\"alg\":\"ES256\",\"typ\":\"x\"}", GOOD),
				DenyReason.TOKEN_TYPE);
		assertRefusedWithoutWaiting(KEY_A.token("ES256", "{\"exp\":\"x\"}"), DenyReason.TOKEN_MALFORMED);
		assertRefusedWithoutWaiting(KEY_A.token("ES256", "{\"iss\":\"other\"}"), DenyReason.TOKEN_ISSUER);
	}

	@Test
	void verifyWhenExpiredAndKeysMissingThenUnavailable() {
		TestJwksSource source = TestJwksSource.unavailable("one", 5);
		assertThat(verifier(source).verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"one\",\"exp\":1}")))
			.join()
			.refusal()).isEqualTo(DenyReason.KEY_UNAVAILABLE);
	}

	@Test
	void verifyWhenUnknownKeyIsFetchedThenVerified() {
		TestJwksSource source = new TestJwksSource("one", SET_A);
		CompletableFuture<WaitOutcome> fetch = source.openUnknownKey();
		CompletableFuture<Verification> verification = verifier(source)
			.verify(SentToken.of(KEY_B.token("ES256", GOOD)));
		assertThat(verification).isNotDone();
		source.keys(SET_B);
		fetch.complete(WaitOutcome.ENDED);
		assertThat(verification.join().jwt()).isNotNull();
		assertThat(source.unknownKeysFetched()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenKeyStaysUnknownThenWaitDecides(WaitOutcome wait) {
		TestJwksSource source = new TestJwksSource("one", SET_A);
		CompletableFuture<WaitOutcome> fetch = source.openUnknownKey();
		CompletableFuture<Verification> verification = verifier(source)
			.verify(SentToken.of(KEY_B.token("ES256", GOOD)));
		fetch.complete(wait);
		assertThat(verification.join()).isEqualTo((wait == WaitOutcome.GIVEN_UP) ? unavailable(7)
				: new Verification(null, DenyReason.KEY_UNKNOWN, null, "one", null));
	}

	@Test
	void verifyWhenKeySetIsLostDuringFetchThenUnavailable() {
		TestJwksSource source = new TestJwksSource("one", SET_A);
		CompletableFuture<WaitOutcome> fetch = source.openUnknownKey();
		CompletableFuture<Verification> verification = verifier(source)
			.verify(SentToken.of(KEY_B.token("ES256", GOOD)));
		source.keys(null);
		fetch.complete(WaitOutcome.ENDED);
		assertThat(verification.join().refusal()).isEqualTo(DenyReason.KEY_UNAVAILABLE);
	}

	@Test
	void verifyWhenFetchedKeyDidNotSignThenSignature() {
		TestJwksSource source = new TestJwksSource("one", SET_B);
		CompletableFuture<WaitOutcome> fetch = source.openUnknownKey();
		CompletableFuture<Verification> verification = verifier(source)
			.verify(SentToken.of(OTHER_A.token("ES256", GOOD)));
		source.keys(SET_A);
		fetch.complete(WaitOutcome.ENDED);
		assertThat(verification.join().refusal()).isEqualTo(DenyReason.TOKEN_SIGNATURE);
	}

	@Test
	void verifyWhenKeyWithoutKidVerifiesThenNothingIsFetched() {
		TestJwksSource source = new TestJwksSource("one", TestSigningKey.keySet(NO_KID.jwk(), KEY_A.jwk()));
		String named = NO_KID.token("ES256", "{\"alg\":\"ES256\",\"kid\":\"unknown\"}", GOOD);
		assertThat(verifier(source).verify(SentToken.of(named)).join().jwt()).isNotNull();
		assertThat(source.unknownKeysFetched()).isZero();
	}

	@Test
	void verifyWhenKeyWithoutKidDoesNotVerifyThenFetched() {
		TestJwksSource source = new TestJwksSource("one", TestSigningKey.keySet(NO_KID.jwk()));
		assertThat(verifier(source).verify(SentToken.of(KEY_B.token("ES256", GOOD))).join().refusal())
			.isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(source.unknownKeysFetched()).isOne();
	}

	@Test
	void verifyWhenKidIsKnownOrAbsentThenNothingIsFetched() {
		TestJwksSource source = new TestJwksSource("one", SET_A);
		assertThat(verifier(source).verify(SentToken.of(OTHER_A.token("ES256", GOOD))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_SIGNATURE);
		assertThat(verifier(source).verify(SentToken.of(NO_KID.token("ES256", GOOD))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_SIGNATURE);
		assertThat(
				verifier(source).verify(SentToken.of(KEY_A.token("ES256", "{\"alg\":\"ES384\",\"kid\":\"a\"}", GOOD)))
					.join()
					.refusal())
			.isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(source.unknownKeysFetched()).isZero();
	}

	@Test
	void verifyWhenSetIsEmptyThenKeyUnknown() {
		TestJwksSource source = new TestJwksSource("one", KeySet.EMPTY);
		assertThat(verifier(source).verify(SentToken.of(KEY_A.token("ES256", GOOD))).join().refusal())
			.isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(verifier(source).verify(SentToken.of(NO_KID.token("ES256", GOOD))).join().refusal())
			.isEqualTo(DenyReason.KEY_UNKNOWN);
	}

	@Test
	void verifyWhenWaitFailsThenNeverVerified() {
		TestJwksSource source = new TestJwksSource("one", SET_A);
		source.openUnknownKey().completeExceptionally(new IllegalStateException());
		assertThat(verifier(source).verify(SentToken.of(KEY_B.token("ES256", GOOD)))).isCompletedExceptionally();
	}

	private static Verification unavailable(int retryAfterSeconds) {
		return new Verification(null, DenyReason.KEY_UNAVAILABLE, Duration.ofSeconds(retryAfterSeconds), "one", null);
	}

	private static TokenVerifier verifier(TestJwksSource source) {
		return JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("one", "one")), source);
	}

	private static void assertRefusedWithoutWaiting(String token, DenyReason reason) {
		TestJwksSource source = TestJwksSource.unavailable("one", 5);
		source.openFirstAttempt();
		assertThat(verifier(source).verify(SentToken.of(token)))
			.isCompletedWithValueMatching((verification) -> verification.refusal() == reason);
		assertThat(source.firstAttemptsAwaited()).isZero();
	}

}
