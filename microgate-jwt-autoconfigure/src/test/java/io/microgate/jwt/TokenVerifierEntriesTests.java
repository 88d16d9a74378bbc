package io.microgate.jwt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource.WaitOutcome;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenVerifier}: several entries of {@code requireAny}.
 */
class TokenVerifierEntriesTests {

	private static final TestSigningKey KEY_A = TestSigningKey.ec("a", "secp256r1");

	private static final TestSigningKey KEY_B = TestSigningKey.ec("b", "secp256r1");

	/** Same kid as the first key, but of another key set. */
	private static final TestSigningKey OTHER_A = TestSigningKey.ec("a", "secp256r1");

	private static final KeySet SET_A = TestSigningKey.keySet(KEY_A.jwk());

	private static final KeySet SET_OTHER_A = TestSigningKey.keySet(OTHER_A.jwk());

	private final TestJwksSource one = new TestJwksSource("one", SET_A);

	private final TestJwksSource two = new TestJwksSource("two", SET_OTHER_A);

	@Test
	void verifyWhenAnyEntryIsSatisfiedThenVerified() {
		TokenVerifier verifier = verifier(JwtSpecs.entry("one", "one"), JwtSpecs.entry("two", "two"));
		assertThat(verifier.verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"one\"}"))).join().jwt()).isNotNull();
		assertThat(verifier.verify(SentToken.of(OTHER_A.token("ES256", "{\"iss\":\"two\"}"))).join().jwt()).isNotNull();
	}

	@Test
	void verifyWhenKeyBelongsToOtherEntryThenRefused() {
		TokenVerifier verifier = verifier(JwtSpecs.entry("one", "one"), JwtSpecs.entry("two", "two"));
		assertThat(verifier.verify(SentToken.of(OTHER_A.token("ES256", "{\"iss\":\"one\"}"))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(verifier.verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"two\"}"))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@Test
	void verifyWhenEntryBetweenHasOtherKeysThenJudgedByItsOwn() {
		TokenVerifier verifier = verifier(JwtSpecs.entry("one", "x"), JwtSpecs.entry("two", "y"),
				JwtSpecs.entry("one", "z"));
		assertThat(verifier.verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"z\"}"))).join().jwt()).isNotNull();
		assertThat(verifier.verify(SentToken.of(OTHER_A.token("ES256", "{\"iss\":\"z\"}"))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@Test
	void verifyWhenEntriesShareASourceThenItIsAskedOnce() {
		TokenVerifier verifier = verifier(JwtSpecs.entry("one", "x"), JwtSpecs.entry("one", "y"),
				JwtSpecs.entry("one", "z"));
		assertThat(verifier.verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"q\"}"))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(this.one.looks()).isOne();
	}

	@Test
	void verifyWhenEntryIsSatisfiedThenOtherSourcesAreNotAsked() {
		TokenVerifier verifier = verifier(JwtSpecs.entry("two", "two"), JwtSpecs.entry("one", "one"));
		assertThat(verifier.verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"one\"}"))).join().jwt()).isNotNull();
		assertThat(this.two.looks()).isZero();
	}

	@Test
	void verifyWhenEntriesAreRefusedThenReasonIsOfTheOneThatGotFurthest() {
		assertThat(refusal("{\"iss\":\"x\"}", JwtSpecs.entry("two", "x"), JwtSpecs.entry("one", "y")))
			.isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(refusal("{\"iss\":\"x\"}", JwtSpecs.entry("one", "x", "shop"), JwtSpecs.entry("one", "y")))
			.isEqualTo(DenyReason.TOKEN_AUDIENCE);
		assertThat(refusal("{\"iss\":\"x\",\"exp\":1}", JwtSpecs.entry("one", "y"), JwtSpecs.entry("one", "x")))
			.isEqualTo(DenyReason.TOKEN_EXPIRED);
		assertThat(refusal("{\"sub\":\"x\"}", JwtSpecs.subject("one", "y"), JwtSpecs.entry("one", null, "shop")))
			.isEqualTo(DenyReason.TOKEN_SUBJECT);
		assertThat(refusal("{\"iss\":\"x\"}", JwtSpecs.entry("two", "x"), JwtSpecs.entry("two", "y")))
			.isEqualTo(DenyReason.TOKEN_SIGNATURE);
	}

	@Test
	void verifyWhenSatisfiedByKeysAtHandThenMissingKeysDoNotMatter() {
		TestJwksSource missing = TestJwksSource.unavailable("missing", 5);
		missing.openFirstAttempt();
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("missing"), JwtSpecs.entry("one")),
				missing, this.one);
		assertThat(verifier.verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"x\"}")))).isCompleted();
		assertThat(missing.firstAttemptsAwaited()).isZero();
	}

	@Test
	void verifyWhenEntryWithMissingKeysIsRuledOutThenNotAwaited() {
		TestJwksSource missing = TestJwksSource.unavailable("missing", 5);
		missing.openFirstAttempt();
		for (JwtSpec.RequireAny ruledOut : new JwtSpec.RequireAny[] { JwtSpecs.entry("missing", "z"),
				JwtSpecs.entry("missing", null, "shop"), JwtSpecs.subject("missing", "joe") }) {
			TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.spec(ruledOut, JwtSpecs.entry("one", "one")), missing,
					this.one);
			assertThat(verifier.verify(SentToken.of(OTHER_A.token("ES256", "{\"iss\":\"one\"}"))))
				.isCompletedWithValue(new Verification(null, DenyReason.TOKEN_SIGNATURE, null, "one", null));
		}
		assertThat(missing.firstAttemptsAwaited()).isZero();
	}

	@Test
	void verifyWhenEntryWithUnknownKeyIsRuledOutThenNotFetched() {
		TokenVerifier verifier = verifier(JwtSpecs.entry("one", "one"), JwtSpecs.entry("two", "two"));
		assertThat(verifier.verify(SentToken.of(KEY_B.token("ES256", "{\"iss\":\"one\"}"))).join().refusal())
			.isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(this.one.unknownKeysFetched()).isOne();
		assertThat(this.two.unknownKeysFetched()).isZero();
	}

	@Test
	void verifyWhenSeveralSourcesAreMissingThenSmallestRetryAfter() {
		TokenVerifier verifier = JwtSpecs.verifier(
				JwtSpecs.spec(JwtSpecs.entry("nine"), JwtSpecs.entry("four"), JwtSpecs.entry("one"),
						JwtSpecs.entry("two", "z")),
				TestJwksSource.unavailable("nine", 9), TestJwksSource.unavailable("four", 4), this.one,
				TestJwksSource.unavailable("two", 2));
		assertThat(verifier.verify(SentToken.of(OTHER_A.token("ES256", "{\"iss\":\"x\"}"))).join())
			.isEqualTo(new Verification(null, DenyReason.KEY_UNAVAILABLE, Duration.ofSeconds(4), "four", null));
	}

	@Test
	void verifyWhenFirstOfSeveralWaitsSatisfiesThenTheOthersAreNotAwaited() {
		TestJwksSource slow = TestJwksSource.unavailable("slow", 9);
		TestJwksSource fast = TestJwksSource.unavailable("fast", 9);
		CompletableFuture<WaitOutcome> slowWait = slow.openFirstAttempt();
		CompletableFuture<WaitOutcome> fastWait = fast.openFirstAttempt();
		CompletableFuture<Verification> verification = JwtSpecs
			.verifier(JwtSpecs.spec(JwtSpecs.entry("slow"), JwtSpecs.entry("fast")), slow, fast)
			.verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"x\"}")));
		fast.keys(SET_A);
		fastWait.complete(WaitOutcome.ENDED);
		assertThat(verification).isCompleted();
		assertThat(verification.join().jwt()).isNotNull();
		slowWait.complete(WaitOutcome.GIVEN_UP);
		assertThat(verification.join().jwt()).isNotNull();
	}

	@Test
	void verifyWhenOneWaitRefusesThenTheOtherIsAwaited() {
		TestJwksSource slow = TestJwksSource.unavailable("slow", 9);
		TestJwksSource fast = TestJwksSource.unavailable("fast", 9);
		CompletableFuture<WaitOutcome> slowWait = slow.openFirstAttempt();
		CompletableFuture<WaitOutcome> fastWait = fast.openFirstAttempt();
		CompletableFuture<Verification> verification = JwtSpecs
			.verifier(JwtSpecs.spec(JwtSpecs.entry("slow"), JwtSpecs.entry("fast")), slow, fast)
			.verify(SentToken.of(KEY_A.token("ES256", "{\"iss\":\"x\"}")));
		fast.keys(SET_OTHER_A);
		fastWait.complete(WaitOutcome.ENDED);
		assertThat(verification).isNotDone();
		slow.keys(SET_A);
		slowWait.complete(WaitOutcome.ENDED);
		assertThat(verification.join().jwt()).isNotNull();
	}

	private DenyReason refusal(String payload, JwtSpec.RequireAny... entries) {
		return verifier(entries).verify(SentToken.of(KEY_A.token("ES256", payload))).join().refusal();
	}

	private TokenVerifier verifier(JwtSpec.RequireAny... entries) {
		return JwtSpecs.verifier(JwtSpecs.spec(entries), this.one, this.two);
	}

}
