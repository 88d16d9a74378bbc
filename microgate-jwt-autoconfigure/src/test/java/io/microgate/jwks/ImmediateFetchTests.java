package io.microgate.jwks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.microgate.jwks.JwksSource.WaitOutcome;
import io.microgate.secret.UnusableMaterialException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fetch may have ended before the call that starts it returns.
 */
class ImmediateFetchTests {

	private final MutableClock clock = new MutableClock();

	private final RecordingTimer timer = new RecordingTimer();

	@AfterEach
	void close() {
		this.timer.shutdownNow();
	}

	private RemoteJwksSource start(JwksListener listener) {
		JwksFetcher fetcher = RemoteSources.fetcher(RemoteSources.spec("https://localhost/", "15s"), () -> {
			throw new UnusableMaterialException("nothing is sent");
		}, new FetchResources(Runnable::run, Runnable::run), this.timer);
		RemoteJwksSource source = new RemoteJwksSource(
				new FetchedKeys("test", RemoteSources.DEFAULTS, this.clock, listener), fetcher,
				new FetchSchedule(RemoteSources.DEFAULTS, RemoteSources.TIMINGS.firstBackoff(), this.clock, this.timer),
				new KeyWaiters(fetcher.maxDuration(), RemoteSources.TIMINGS.maxWait(), this.timer), listener);
		source.fetchScheduled();
		return source;
	}

	/** Would wait for ever if the listener were told under a lock of the source. */
	@Test
	void fetchedWhenListenerHasAnotherThreadAskTheSourceThenThatGoesOn() {
		AtomicReference<RemoteJwksSource> source = new AtomicReference<>();
		List<CompletableFuture<WaitOutcome>> asked = new ArrayList<>();
		source.set(start(new JwksListener() {

			@Override
			public void fetched(String jwks, Duration duration, boolean succeeded) {
				if (source.get() != null) {
					asked.add(CompletableFuture.supplyAsync(() -> source.get().fetchUnknownKey())
						.orTimeout(30, TimeUnit.SECONDS)
						.join());
				}
			}

		}));
		source.get().fetchUnknownKey();
		assertThat(asked).singleElement(as(InstanceOfAssertFactories.COMPLETABLE_FUTURE))
			.isCompletedWithValue(WaitOutcome.ENDED);
		source.get().close();
	}

	@Test
	void fetchUnknownKeyWhenFetchEndsAtOnceThenEnded() {
		RemoteJwksSource source = start(JwksListeners.NONE);
		assertThat(source.state().lastError()).isEqualTo("nothing is sent (https://localhost/)");
		assertThat(source.fetchUnknownKey()).isCompletedWithValue(WaitOutcome.ENDED);
		assertThat(source.fetchUnknownKey()).isCompletedWithValue(WaitOutcome.NOTHING);
		source.close();
	}

}
