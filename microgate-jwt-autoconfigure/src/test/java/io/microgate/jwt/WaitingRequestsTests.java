package io.microgate.jwt;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksSource.WaitOutcome;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WaitingRequests}.
 */
class WaitingRequestsTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("a", "secp256r1");

	private static final KeySet KEYS = TestSigningKey.keySet(KEY.jwk());

	private static final String TOKEN = KEY.token("ES256", "{\"iss\":\"one\"}");

	private final WaitingRequests two = WaitingRequests.atMost(2);

	private TokenVerifier verifier(JwksSource source) {
		return TokenVerifier.compile(JwtSpecs.spec(JwtSpecs.entry("one")),
				JwtResources.of((name) -> source, Clock.systemUTC(), this.two));
	}

	private CompletableFuture<Verification> verify(TestJwksSource source, List<CompletableFuture<WaitOutcome>> waits) {
		waits.add(source.openFirstAttempt());
		return verifier(source).verify(SentToken.of(TOKEN));
	}

	@Test
	void verifyWhenAsManyWaitForAnyJwksThenTheNextIsUnavailableAtOnce() {
		TestJwksSource source = TestJwksSource.unavailable("one", 5);
		TestJwksSource other = TestJwksSource.unavailable("other", 9);
		List<CompletableFuture<WaitOutcome>> waits = new ArrayList<>();
		CompletableFuture<Verification> first = verify(source, waits);
		CompletableFuture<Verification> second = verify(other, waits);
		assertThat(first).isNotDone();
		assertThat(second).isNotDone();
		assertThat(verify(source, waits).join().refusal()).isEqualTo(DenyReason.KEY_UNAVAILABLE);
		assertThat(waits.get(2)).as("its place at the JWKS is free").isCompletedWithValue(WaitOutcome.GIVEN_UP);
		other.keys(KEYS);
		waits.get(1).complete(WaitOutcome.ENDED);
		assertThat(second.join().jwt()).isNotNull();
		assertThat(verify(source, waits)).as("there is a place again").isNotDone();
	}

	@Test
	void verifyWhenNoRequestMayWaitThenUnknownKeysAreFetchedAllTheSame() {
		TestJwksSource hanging = TestJwksSource.unavailable("hanging", 5);
		verify(hanging, new ArrayList<>());
		verify(hanging, new ArrayList<>());
		TestJwksSource source = new TestJwksSource("one", KeySet.EMPTY);
		source.openUnknownKey();
		assertThat(verifier(source).verify(SentToken.of(TOKEN)).join().refusal()).isEqualTo(DenyReason.KEY_UNAVAILABLE);
		assertThat(source.unknownKeysFetched()).isOne();
	}

	@Test
	void verifyWhenNothingHasToBeAwaitedThenNoPlaceIsNeeded() {
		TestJwksSource hanging = TestJwksSource.unavailable("hanging", 5);
		verify(hanging, new ArrayList<>());
		verify(hanging, new ArrayList<>());
		TestJwksSource source = new TestJwksSource("one", KeySet.EMPTY);
		assertThat(verifier(source).verify(SentToken.of(TOKEN)).join().refusal()).as("in its cooldown")
			.isEqualTo(DenyReason.KEY_UNKNOWN);
		source.keys(KEYS);
		assertThat(verifier(source).verify(SentToken.of(TOKEN)).join().jwt()).isNotNull();
	}

	@Test
	void verifyWhenWaitingFailsThenThereIsAPlaceAgain() {
		for (int i = 0; i < 10; i++) {
			TestJwksSource source = new TestJwksSource("one", KeySet.EMPTY);
			CompletableFuture<WaitOutcome> fetch = source.openUnknownKey();
			CompletableFuture<Verification> verification = verifier(source).verify(SentToken.of(TOKEN));
			assertThat(verification).isNotDone();
			fetch.completeExceptionally(new IllegalStateException());
			assertThat(verification).isCompletedExceptionally();
		}
	}

}
