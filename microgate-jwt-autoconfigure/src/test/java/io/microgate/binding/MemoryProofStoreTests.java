package io.microgate.binding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.microgate.binding.ProofStore.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryProofStore}.
 */
class MemoryProofStoreTests {

	private final SettableClock clock = new SettableClock();

	private Answer remember(ProofStore store, String thumbprint, String hash) {
		UsedProof proof = new UsedProof(thumbprint, hash, this.clock.instant().plusSeconds(60));
		return store.remember(proof).toCompletableFuture().join();
	}

	@Test
	void rememberWhenAgainThenReplayedUntilTooOld() {
		ProofStore store = ProofStore.inMemory(10, 10, this.clock);
		UsedProof proof = new UsedProof("key", "a", this.clock.instant().plusMillis(60_900));
		assertThat(store.remember(proof)).isCompletedWithValue(Answer.REMEMBERED);
		this.clock.now = this.clock.now.plusMillis(60_900);
		assertThat(store.remember(proof)).isCompletedWithValue(Answer.REPLAYED);
		this.clock.now = this.clock.now.plusSeconds(3);
		assertThat(store.remember(proof)).isCompletedWithValue(Answer.REMEMBERED);
	}

	@Test
	void rememberWhenShareIsUsedUpThenReplayedForThatKeyAlone() {
		ProofStore store = ProofStore.inMemory(2, 10, this.clock);
		assertThat(remember(store, "one", "a")).isEqualTo(Answer.REMEMBERED);
		assertThat(remember(store, "one", "b")).isEqualTo(Answer.REMEMBERED);
		assertThat(remember(store, "one", "c")).isEqualTo(Answer.REPLAYED);
		assertThat(remember(store, "two", "d")).isEqualTo(Answer.REMEMBERED);
		assertThat(remember(store, "one", "a")).isEqualTo(Answer.REPLAYED);
		this.clock.now = this.clock.now.plus(Duration.ofSeconds(70));
		assertThat(remember(store, "one", "c")).isEqualTo(Answer.REMEMBERED);
	}

	@Test
	void rememberWhenFullThenUnavailableAndNothingIsForgotten() {
		ProofStore store = ProofStore.inMemory(10, 3, this.clock);
		for (String hash : List.of("a", "b", "c")) {
			assertThat(remember(store, hash, hash)).isEqualTo(Answer.REMEMBERED);
		}
		assertThat(remember(store, "d", "d")).isEqualTo(Answer.UNAVAILABLE);
		for (String hash : List.of("a", "b", "c")) {
			assertThat(remember(store, hash, hash)).isEqualTo(Answer.REPLAYED);
		}
		this.clock.now = this.clock.now.plus(Duration.ofSeconds(70));
		assertThat(remember(store, "d", "d")).isEqualTo(Answer.REMEMBERED);
	}

	@Test
	void rememberWhenAtOnceThenOnce() throws Exception {
		ProofStore store = ProofStore.inMemory(1000, 1000, this.clock);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			for (int i = 0; i < 100; i++) {
				String hash = "hash" + i;
				List<Future<Answer>> answers = new ArrayList<>();
				for (int j = 0; j < 8; j++) {
					answers.add(threads.submit(() -> remember(store, "key", hash)));
				}
				int remembered = 0;
				for (Future<Answer> answer : answers) {
					remembered += (answer.get() == Answer.REMEMBERED) ? 1 : 0;
				}
				assertThat(remembered).isOne();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	private static final class SettableClock extends Clock {

		private Instant now = Instant.parse("2030-01-01T00:00:00Z");

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
