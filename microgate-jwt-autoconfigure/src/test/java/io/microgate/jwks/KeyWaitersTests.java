package io.microgate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.microgate.jwks.JwksSource.WaitOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyWaiters}.
 */
class KeyWaitersTests {

	private static final Duration MAX_WAIT = KeySourceTimings.DEFAULTS.maxWait();

	private final RecordingTimer timer = new RecordingTimer();

	private final CompletableFuture<Void> awaited = new CompletableFuture<>();

	@AfterEach
	void close() {
		this.timer.shutdownNow();
	}

	private List<CompletableFuture<WaitOutcome>> fill(KeyWaiters waiters) {
		List<CompletableFuture<WaitOutcome>> joined = new ArrayList<>();
		for (int i = 0; i < 32; i++) {
			joined.add(waiters.join(this.awaited));
		}
		return joined;
	}

	@Test
	void joinWhenAwaitedEndsThenEnded() {
		CompletableFuture<WaitOutcome> waiter = new KeyWaiters(Duration.ofSeconds(15), MAX_WAIT, this.timer)
			.join(this.awaited);
		assertThat(waiter).isNotDone();
		this.awaited.complete(null);
		assertThat(waiter).isCompletedWithValue(WaitOutcome.ENDED);
	}

	@Test
	void joinWhenAwaitedFailsThenEnded() {
		CompletableFuture<WaitOutcome> waiter = new KeyWaiters(Duration.ofSeconds(15), MAX_WAIT, this.timer)
			.join(this.awaited);
		this.awaited.completeExceptionally(new IllegalStateException());
		assertThat(waiter).isCompletedWithValue(WaitOutcome.ENDED);
	}

	@Test
	void joinWhenLongDeadlineThenWaitsTwoSeconds() {
		new KeyWaiters(Duration.ofSeconds(15), MAX_WAIT, this.timer).join(this.awaited);
		assertThat(this.timer.delays()).containsExactly(Duration.ofSeconds(2));
	}

	@Test
	void joinWhenShortDeadlineThenWaitsNoLonger() {
		CompletableFuture<WaitOutcome> waiter = new KeyWaiters(Duration.ofMillis(100), MAX_WAIT, this.timer)
			.join(this.awaited);
		assertThat(this.timer.delays()).containsExactly(Duration.ofMillis(100));
		assertThat(waiter).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(WaitOutcome.GIVEN_UP);
	}

	@Test
	void joinWhen32WaitThenNextGivesUpAtOnce() {
		KeyWaiters waiters = new KeyWaiters(Duration.ofSeconds(15), MAX_WAIT, this.timer);
		assertThat(fill(waiters)).noneMatch(CompletableFuture::isDone);
		assertThat(waiters.join(this.awaited)).isCompletedWithValue(WaitOutcome.GIVEN_UP);
	}

	@Test
	void joinWhenOthersHaveEndedThenThereIsPlaceAgain() {
		KeyWaiters waiters = new KeyWaiters(Duration.ofSeconds(15), MAX_WAIT, this.timer);
		List<CompletableFuture<WaitOutcome>> joined = fill(waiters);
		joined.get(0).cancel(false);
		assertThat(waiters.join(this.awaited)).isNotDone();
		assertThat(waiters.join(this.awaited)).isCompletedWithValue(WaitOutcome.GIVEN_UP);
		this.awaited.complete(null);
		assertThat(fill(waiters)).allMatch((waiter) -> waiter.join() == WaitOutcome.ENDED);
	}

	@Test
	void joinWhenWaitingHasEndedThenTimerKeepsNothing() {
		KeyWaiters waiters = new KeyWaiters(Duration.ofSeconds(15), MAX_WAIT, this.timer);
		this.timer.setRemoveOnCancelPolicy(true);
		fill(waiters);
		this.awaited.complete(null);
		assertThat(this.timer.getQueue()).isEmpty();
	}

}
