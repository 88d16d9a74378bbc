package io.microgate.jwks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a {@link RemoteJwksSource} tells its {@link JwksListener}.
 */
@Tag("server")
class JwksListenerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final MutableClock clock = new MutableClock();

	private final RecordingTimer timer = new RecordingTimer();

	private final RecordingListener listener = new RecordingListener();

	private final JwksServer server = JwksServer.start().withKeys("a");

	private RemoteJwksSource source;

	@AfterEach
	void close() {
		this.source.close();
		this.server.close();
		this.timer.shutdownNow();
	}

	private void start(JwksListener listener) {
		this.source = RemoteSources.started(RemoteSources.spec(this.server.uri(), "15s"), this.clock, this.timer,
				listener);
		assertThat(this.source.awaitFirstAttempt()).succeedsWithin(PATIENCE);
	}

	@Test
	void fetchedWhenFetchEndsThenToldWithKeysThatChanged() {
		start(this.listener);
		this.server.withKeys("b");
		assertThat(this.source.fetchUnknownKey()).succeedsWithin(PATIENCE);
		this.clock.advance(Duration.ofSeconds(30));
		this.server.with(500, "");
		assertThat(this.source.fetchUnknownKey()).succeedsWithin(PATIENCE);
		assertThat(this.listener.news()).containsSubsequence("test fetched: true", "test +[a] -[]",
				"test fetched: true", "test +[b] -[a]", "test fetched: false");
	}

	@Test
	void unknownKeyWhenAskedThenToldWhatCameOfIt() {
		start(this.listener);
		CountDownLatch latch = new CountDownLatch(1);
		this.server.withKeysAfter(latch, "a");
		this.source.fetchUnknownKey();
		this.source.fetchUnknownKey();
		latch.countDown();
		await().atMost(PATIENCE).until(() -> this.source.fetchUnknownKey().isDone());
		List<String> asked = this.listener.news().stream().filter((news) -> !news.contains(":")).toList();
		assertThat(asked).startsWith("test +[a] -[]", "test FETCHED", "test JOINED")
			.endsWith("test SUPPRESSED")
			.containsOnlyOnce("test FETCHED");
	}

	@Test
	void keysChangedWhenKeyHasNoIdThenDash() {
		this.server.with(200, JwksDocuments.withKids("a").replace("\"kid\":\"a\",", ""));
		start(this.listener);
		assertThat(this.listener.news()).contains("test +[-] -[]");
	}

	@Test
	void closeWhenFetchIsUnderWayThenNothingIsToldAnyMore() {
		start(this.listener);
		this.server.withSilence();
		this.source.fetchUnknownKey();
		await().atMost(PATIENCE).until(() -> this.server.hits() == 2);
		int told = this.listener.news().size();
		this.source.close();
		assertThat(this.listener.news()).hasSize(told);
	}

	@Test
	void fetchedWhenListenerFailsThenOthersAreToldAndKeysServe() {
		JwksListener failing = new JwksListener() {

			@Override
			public void fetched(String jwks, Duration duration, boolean succeeded) {
				throw new IllegalStateException();
			}

			@Override
			public void unknownKey(String jwks, UnknownKey outcome) {
				throw new IllegalStateException();
			}

		};
		start(new JwksListeners(List.of(failing, this.listener), this.clock));
		assertThat(this.source.fetchUnknownKey()).succeedsWithin(PATIENCE);
		assertThat(this.source.keys()).isNotNull();
		assertThat(this.listener.news()).contains("test fetched: true", "test FETCHED");
	}

	@Test
	void fetchedWhenListenerEndsInAnErrorThenKeysServeAndTheNextFetchIsDue() {
		start(new JwksListener() {

			@Override
			public void fetched(String jwks, Duration duration, boolean succeeded) {
				throw new NoClassDefFoundError();
			}

		});
		assertThat(this.source.keys()).isNotNull();
		assertThat(this.timer.fetches()).hasSize(1);
	}

}
