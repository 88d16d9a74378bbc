package io.microgate.jwks;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

import io.microgate.jwks.JwksSource.Wait;
import io.microgate.secret.UnusableMaterialException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fetch may have ended before the call that starts it returns.
 */
class ImmediateFetchTests {

	private final MutableClock clock = new MutableClock();

	private final RecordingTimer timer = new RecordingTimer();

	@Test
	void fetchUnknownKeyWhenFetchEndsAtOnceThenEnded() {
		JwksFetcher fetcher = new JwksFetcher(RemoteSources.spec("https://localhost/", "15s"), () -> {
			throw new UnusableMaterialException("nothing is sent");
		}, new CallingThread(), this.timer);
		RemoteJwksSource source = new RemoteJwksSource(
				new FetchedKeys("test", RemoteSources.DEFAULTS, this.clock, JwksListeners.NONE), fetcher,
				new FetchSchedule(RemoteSources.DEFAULTS, RemoteSources.TIMINGS.firstBackoff(), this.clock, this.timer),
				new KeyWaiters(fetcher.maxDuration(), RemoteSources.TIMINGS.maxWait(), this.timer), JwksListeners.NONE);
		source.fetchScheduled();
		assertThat(source.state().lastError()).isEqualTo("nothing is sent");
		assertThat(source.fetchUnknownKey()).isCompletedWithValue(Wait.ENDED);
		assertThat(source.fetchUnknownKey()).isCompletedWithValue(Wait.NOTHING);
		source.close();
	}

	/** Runs everything at once. */
	private static final class CallingThread extends AbstractExecutorService {

		@Override
		public void execute(Runnable task) {
			task.run();
		}

		@Override
		public void shutdown() {
		}

		@Override
		public List<Runnable> shutdownNow() {
			return List.of();
		}

		@Override
		public boolean isShutdown() {
			return false;
		}

		@Override
		public boolean isTerminated() {
			return false;
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) {
			return true;
		}

	}

}
