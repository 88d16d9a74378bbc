package io.microgate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.microgate.jose.VerificationKey;
import io.microgate.jwks.JwksSource.WaitOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RemoteJwksSource#fetchUnknownKey()}.
 */
@Tag("server")
class UnknownKeyFetchTests {

	private static final Duration REGULAR = Duration.ofMinutes(9);

	private static final Duration COOLDOWN = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final MutableClock clock = new MutableClock();

	private final RecordingTimer timer = new RecordingTimer();

	private final JwksServer server = JwksServer.start().withKeys("a");

	private RemoteJwksSource source;

	@BeforeEach
	void start() {
		this.source = RemoteSources.started(RemoteSources.spec(this.server.uri(), "15s"), this.clock, this.timer);
		assertThat(this.source.awaitFirstAttempt()).succeedsWithin(PATIENCE);
	}

	@AfterEach
	void close() {
		this.source.close();
		this.server.close();
		this.timer.shutdownNow();
	}

	private void fetchUnknownKey() {
		assertThat(this.source.fetchUnknownKey()).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED);
	}

	private List<String> kids() {
		return this.source.keys().keys().stream().map(VerificationKey::kid).toList();
	}

	@Test
	void fetchUnknownKeyWhenPublishedThenKnown() {
		this.server.withKeys("a", "b");
		fetchUnknownKey();
		assertThat(kids()).containsExactly("a", "b");
	}

	@Test
	void fetchUnknownKeyWhenFloodThenOneFetchPerCooldown() {
		for (int i = 0; i < 5; i++) {
			fetchUnknownKey();
			for (int request = 0; request < 1000; request++) {
				assertThat(this.source.fetchUnknownKey()).isCompletedWithValue(WaitOutcome.NOTHING);
			}
			this.clock.advance(COOLDOWN.minusMillis(1));
			assertThat(this.source.fetchUnknownKey()).isCompletedWithValue(WaitOutcome.NOTHING);
			this.clock.advance(Duration.ofMillis(1));
		}
		assertThat(this.server.hits()).isEqualTo(1 + 5);
	}

	@Test
	void fetchUnknownKeyWhenUnderWayThenSharedByAtMost32() {
		CountDownLatch latch = new CountDownLatch(1);
		this.server.withKeysAfter(latch, "b");
		List<CompletableFuture<WaitOutcome>> waiters = new ArrayList<>();
		for (int i = 0; i < 32; i++) {
			waiters.add(this.source.fetchUnknownKey());
		}
		assertThat(waiters).noneMatch(CompletableFuture::isDone);
		assertThat(this.source.fetchUnknownKey()).isCompletedWithValue(WaitOutcome.GIVEN_UP);
		assertThat(kids()).as("others are not held up").containsExactly("a");
		latch.countDown();
		assertThat(waiters)
			.allSatisfy((waiter) -> assertThat(waiter).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED));
		assertThat(kids()).containsExactly("b");
		assertThat(this.server.hits()).isEqualTo(2);
	}

	@Test
	void fetchUnknownKeyWhenItHangsThenGivesUpAndLaterAsksJoin() {
		this.server.withSilence();
		assertThat(this.source.fetchUnknownKey()).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.GIVEN_UP);
		this.clock.advance(COOLDOWN);
		assertThat(this.source.fetchUnknownKey()).isNotDone();
		assertThat(this.server.hits()).isEqualTo(2);
	}

	@Test
	void fetchUnknownKeyWhenEndedThenScheduleIsUntouched() {
		fetchUnknownKey();
		this.clock.advance(COOLDOWN);
		this.server.with(500, "");
		fetchUnknownKey();
		assertThat(this.timer.fetches()).containsExactly(REGULAR);
		assertThat(kids()).containsExactly("a");
		assertThat(this.source.state().lastError()).startsWith("the answer has status 500 (http://localhost:");
	}

	@Test
	void scheduledFetchWhenInCooldownThenNotDelayed() {
		fetchUnknownKey();
		this.server.withKeys("c");
		this.timer.run(REGULAR);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(kids()).containsExactly("c"));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.timer.fetches()).containsExactly(REGULAR, REGULAR));
	}

	@Test
	void scheduledFetchWhenEndedThenStartsNoCooldown() {
		this.timer.run(REGULAR);
		await().atMost(PATIENCE).until(() -> this.timer.fetches().size() == 2);
		fetchUnknownKey();
		assertThat(this.server.hits()).isEqualTo(3);
	}

	@Test
	void scheduledFetchWhenUnknownKeyFetchIsUnderWayThenTakesItAsItsOwn() {
		CountDownLatch latch = new CountDownLatch(1);
		this.server.withKeysAfter(latch, "b");
		CompletableFuture<WaitOutcome> waiter = this.source.fetchUnknownKey();
		this.timer.run(REGULAR);
		latch.countDown();
		assertThat(waiter).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED);
		assertThat(this.timer.fetches()).containsExactly(REGULAR, REGULAR);
		assertThat(this.server.hits()).isEqualTo(2);
	}

	@Test
	void fetchUnknownKeyWhenScheduledFetchIsUnderWayThenAnotherFollowsAndIsAwaited() {
		CountDownLatch early = new CountDownLatch(1);
		this.server.withKeysAfter(early, "a");
		this.timer.run(REGULAR);
		await().atMost(PATIENCE).until(() -> this.server.hits() == 2);
		CompletableFuture<WaitOutcome> waiter = this.source.fetchUnknownKey();
		CompletableFuture<WaitOutcome> other = this.source.fetchUnknownKey();
		this.server.withKeys("a", "b");
		assertThat(waiter).isNotDone();
		early.countDown();
		assertThat(waiter).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED);
		assertThat(other).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED);
		assertThat(kids()).containsExactly("a", "b");
		assertThat(this.server.hits()).isEqualTo(3);
		assertThat(this.timer.fetches()).containsExactly(REGULAR, REGULAR);
	}

	@Test
	void fetchUnknownKeyWhenEarlierOneTakesLongerThanCooldownThenAnotherFollowsAndIsAwaited() {
		CountDownLatch slow = new CountDownLatch(1);
		this.server.withKeysAfter(slow, "a");
		CompletableFuture<WaitOutcome> early = this.source.fetchUnknownKey();
		await().atMost(PATIENCE).until(() -> this.server.hits() == 2);
		this.server.withKeys("a", "b");
		this.clock.advance(COOLDOWN);
		CompletableFuture<WaitOutcome> late = this.source.fetchUnknownKey();
		CompletableFuture<WaitOutcome> other = this.source.fetchUnknownKey();
		slow.countDown();
		assertThat(early).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED);
		assertThat(late).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED);
		assertThat(other).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED);
		assertThat(kids()).containsExactly("a", "b");
		assertThat(this.server.hits()).isEqualTo(3);
	}

	@Test
	void closeWhenRequestsWaitForTwoFetchesThenAllEnd() {
		this.server.withSilence();
		CompletableFuture<WaitOutcome> early = this.source.fetchUnknownKey();
		this.clock.advance(COOLDOWN);
		CompletableFuture<WaitOutcome> late = this.source.fetchUnknownKey();
		this.source.close();
		assertThat(early).isCompletedWithValue(WaitOutcome.ENDED);
		assertThat(late).isCompletedWithValue(WaitOutcome.ENDED);
	}

	@Test
	void fetchUnknownKeyWhenClockWasSetBackThenAllowed() {
		fetchUnknownKey();
		this.clock.advance(Duration.ofDays(-1));
		fetchUnknownKey();
		assertThat(this.server.hits()).isEqualTo(3);
	}

}
