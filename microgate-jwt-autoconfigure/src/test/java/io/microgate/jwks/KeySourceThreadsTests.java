package io.microgate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link KeySourceThreads} and what runs on them.
 */
@Tag("server")
class KeySourceThreadsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final OwnThreads own = new OwnThreads("microgate-");

	private final KeySourceThreads threads = new KeySourceThreads();

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.end.countDown();
		this.threads.close();
	}

	private void hang() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void newWhenNothingIsRunThenNoThread() {
		this.own.call(KeySourceThreads::new);
		assertThat(this.own.names()).isEmpty();
	}

	@Test
	void executeWhenNothingHangsThenFourWorkers() {
		AtomicInteger done = new AtomicInteger();
		this.own.call(() -> {
			for (int i = 0; i < 1000; i++) {
				this.threads.execute(done::incrementAndGet);
			}
			return null;
		});
		await().atMost(PATIENCE).untilAtomic(done, (count) -> assertThat(count).isEqualTo(1000));
		assertThat(this.own.names()).hasSize(5);
	}

	@Test
	void blockingWhenOthersHangThenGoesOnAndTheThreadsEndWithThem() {
		CompletableFuture<Void> last = this.own.call(() -> {
			for (int i = 0; i < 99; i++) {
				this.threads.blocking().execute(this::hang);
			}
			return CompletableFuture.runAsync(() -> {
			}, this.threads.blocking());
		});
		assertThat(last).succeedsWithin(Duration.ofSeconds(10));
		this.end.countDown();
		this.threads.close();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.own.names()).isEmpty());
	}

	@Test
	void executeWhenOthersHangThenGoesOn() {
		for (int i = 0; i < 8; i++) {
			this.threads.execute(this::hang);
		}
		assertThat(CompletableFuture.runAsync(() -> {
		}, this.threads)).succeedsWithin(Duration.ofSeconds(20));
	}

	@Test
	void lookUpWhenHostHangsThenItHoldsOneThread() {
		List<Runnable> begun = new ArrayList<>();
		HostLookups lookups = new HostLookups(begun::add);
		DocumentRequest request = RemoteSources.request("http://127.0.0.1/");
		CompletableFuture<Void> first = lookups.lookUp(request);
		assertThat(lookups.lookUp(request)).isSameAs(first);
		assertThat(lookups.lookUp(RemoteSources.request("http://127.0.0.2/"))).isNotSameAs(first);
		assertThat(begun).hasSize(2);
		begun.get(0).run();
		assertThat(first).isCompleted();
		assertThat(lookups.lookUp(request)).isNotDone();
		assertThat(begun).hasSize(3);
	}

	@Test
	void closeWhenSourcesComeAndGoThenTimerKeepsNothing() {
		try (JwksServer server = JwksServer.start().withKeys("a")) {
			for (int i = 0; i < 20; i++) {
				RemoteJwksSource source = RemoteSources.started(RemoteSources.spec(server.uri(), "15s"),
						new MutableClock(), this.threads.timer());
				assertThat(source.awaitFirstAttempt()).succeedsWithin(PATIENCE);
				source.close();
			}
		}
		ScheduledThreadPoolExecutor timer = (ScheduledThreadPoolExecutor) this.threads.timer();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(timer.getQueue()).isEmpty());
	}

}
