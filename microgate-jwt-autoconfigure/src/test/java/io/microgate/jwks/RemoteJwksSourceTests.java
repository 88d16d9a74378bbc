package io.microgate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.microgate.jose.VerificationKey;
import io.microgate.jwks.JwksSource.WaitOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RemoteJwksSource}: scheduled fetches, outages and age.
 */
@Tag("server")
class RemoteJwksSourceTests {

	private static final Duration REGULAR = Duration.ofMinutes(9);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final MutableClock clock = new MutableClock();

	private final RecordingTimer timer = new RecordingTimer();

	private final JwksServer server = JwksServer.start();

	private final List<JwksSource> sources = new ArrayList<>();

	@AfterEach
	void close() {
		this.sources.forEach(JwksSource::close);
		this.server.close();
		this.timer.shutdownNow();
	}

	private RemoteJwksSource start() {
		RemoteJwksSource source = RemoteSources.started(RemoteSources.spec(this.server.uri(), "15s"), this.clock,
				this.timer);
		this.sources.add(source);
		return source;
	}

	private RemoteJwksSource startWithKeys(String... kids) {
		this.server.withKeys(kids);
		RemoteJwksSource source = start();
		assertThat(source.awaitFirstAttempt()).succeedsWithin(PATIENCE);
		return source;
	}

	private void refresh(Duration delay) {
		int attempts = regularAttempts();
		this.timer.run(delay);
		await().atMost(PATIENCE).until(() -> regularAttempts() > attempts);
	}

	/** Each attempt that ends schedules one more. */
	private int regularAttempts() {
		return this.timer.fetches().size();
	}

	private Duration lastSchedule() {
		List<Duration> fetches = this.timer.fetches();
		return fetches.get(fetches.size() - 1);
	}

	private static List<String> kids(JwksSource source) {
		return source.keys().keys().stream().map(VerificationKey::kid).toList();
	}

	@Test
	void stateWhenFirstAttemptIsUnderWayThenNotAttempted() {
		this.server.withSilence();
		JwksSource source = start();
		assertThat(source.keys()).isNull();
		assertThat(source.state())
			.isEqualTo(new JwksState("remote", false, false, List.of(), null, null, null, null, false, null));
	}

	@Test
	void awaitFirstAttemptWhenUnderWayThenEndsWithKeys() {
		CountDownLatch latch = new CountDownLatch(1);
		this.server.withKeysAfter(latch, "a");
		JwksSource source = start();
		CompletableFuture<WaitOutcome> waiter = source.awaitFirstAttempt();
		assertThat(waiter).isNotDone();
		latch.countDown();
		assertThat(waiter).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.ENDED);
		assertThat(kids(source)).containsExactly("a");
		assertThat(source.awaitFirstAttempt()).isCompletedWithValue(WaitOutcome.NOTHING);
		assertThat(this.server.hits()).isOne();
	}

	@Test
	void awaitFirstAttemptWhenItHangsThenGivesUpAndThe33rdDoesNotWait() {
		this.server.withSilence();
		JwksSource source = start();
		CompletableFuture<WaitOutcome> first = source.awaitFirstAttempt();
		for (int i = 1; i < 32; i++) {
			assertThat(source.awaitFirstAttempt()).isNotDone();
		}
		assertThat(source.awaitFirstAttempt()).isCompletedWithValue(WaitOutcome.GIVEN_UP);
		assertThat(first).succeedsWithin(PATIENCE).isEqualTo(WaitOutcome.GIVEN_UP);
		assertThat(this.server.hits()).isOne();
	}

	@Test
	void awaitFirstAttemptWhenItFailsThenEndedAndNotAwaitedAgain() {
		this.server.with(500, "");
		JwksSource source = start();
		assertThat(source.awaitFirstAttempt()).succeedsWithin(PATIENCE);
		assertThat(source.awaitFirstAttempt()).isCompletedWithValue(WaitOutcome.NOTHING);
		assertThat(source.keys()).isNull();
		assertThat(source.state().attempted()).isTrue();
		assertThat(source.state().lastError()).startsWith("the answer has status 500 (http://localhost:");
		assertThat(source.state().lastAttempt()).isEqualTo(this.clock.instant());
	}

	@Test
	void startWhenServerIsDownThenHealsByItself() {
		int port = this.server.port();
		this.server.close();
		RemoteJwksSource source = start();
		await().atMost(PATIENCE).until(() -> source.state().attempted());
		assertThat(source.keys()).isNull();
		assertThat(source.retryAfter()).isEqualTo(Duration.ofSeconds(1));
		try (JwksServer late = JwksServer.startAt(port).withKeys("a")) {
			await().atMost(PATIENCE).until(() -> source.keys() != null);
			assertThat(late.hits()).isOne();
		}
	}

	@Test
	void refreshWhenSuccessfulThenScheduledAheadOfExpiry() {
		JwksSource source = startWithKeys("a");
		assertThat(lastSchedule()).isEqualTo(REGULAR);
		assertThat(source.retryAfter()).isEqualTo(Duration.ofSeconds(60));
		this.clock.advance(REGULAR.minusMillis(1500));
		assertThat(source.retryAfter()).isEqualTo(Duration.ofSeconds(2));
		this.clock.advance(Duration.ofHours(1));
		assertThat(source.retryAfter()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void refreshWhenKeyIsRemovedThenGoneAtOnce() {
		JwksSource source = startWithKeys("a", "b");
		this.server.withKeys("b", "c");
		refresh(REGULAR);
		assertThat(kids(source)).containsExactly("b", "c");
	}

	@Test
	void refreshWhenFailingThenBacksOffAndKeepsKeys() {
		JwksSource source = startWithKeys("a");
		this.server.with(200, "{\"keys\":[]}");
		refresh(REGULAR);
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 32, 60, 60 }) {
			assertThat(lastSchedule()).isBetween(Duration.ofMillis(seconds * 800L), Duration.ofSeconds(seconds));
			refresh(lastSchedule());
		}
		assertThat(kids(source)).containsExactly("a");
		this.server.withKeys("b");
		refresh(lastSchedule());
		assertThat(kids(source)).containsExactly("b");
		assertThat(lastSchedule()).isEqualTo(REGULAR);
	}

	@Test
	void keysWhenOutageLastsThenKeptUntilMaxStale() {
		JwksSource source = startWithKeys("a");
		this.server.with(500, "");
		this.clock.advance(Duration.ofMinutes(10));
		refresh(REGULAR);
		assertThat(source.state().stale()).isFalse();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(source.state().stale()).isTrue();
		assertThat(source.state().usable()).isTrue();
		assertThat(source.state().age()).isEqualTo(Duration.ofMinutes(10).plusMillis(1));
		this.clock.advance(Duration.ofMinutes(350).minusMillis(1));
		assertThat(kids(source)).containsExactly("a");
		this.clock.advance(Duration.ofMillis(1));
		assertThat(source.keys()).isNull();
		assertThat(source.state().usable()).isFalse();
		assertThat(source.state().lastError()).startsWith("the answer has status 500 (http://localhost:");
		this.server.withKeys("a");
		refresh(lastSchedule());
		assertThat(kids(source)).containsExactly("a");
		assertThat(source.state().lastError()).isNull();
		assertThat(source.state().age()).isZero();
	}

	@Test
	void keysWhenClockIsSetBackThenStillUsable() {
		JwksSource source = startWithKeys("a");
		this.clock.advance(Duration.ofDays(-1));
		assertThat(kids(source)).containsExactly("a");
		assertThat(source.state().stale()).isFalse();
	}

	@Test
	void closeWhenFetchIsUnderWayThenWaitersEndAndNothingFollows() {
		this.server.withSilence();
		JwksSource source = start();
		CompletableFuture<WaitOutcome> waiter = source.awaitFirstAttempt();
		await().atMost(PATIENCE).until(() -> this.server.hits() == 1);
		source.close();
		assertThat(waiter).isCompletedWithValue(WaitOutcome.ENDED);
		assertThat(source.awaitFirstAttempt()).isCompletedWithValue(WaitOutcome.NOTHING);
		assertThat(source.fetchUnknownKey()).isCompletedWithValue(WaitOutcome.NOTHING);
		assertThat(source.state().lastError()).isNull();
		assertThat(regularAttempts()).isZero();
	}

}
