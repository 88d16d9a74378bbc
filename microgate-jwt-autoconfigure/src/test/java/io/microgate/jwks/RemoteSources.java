package io.microgate.jwks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

import io.microgate.secret.Secrets;
import io.microgate.tls.TlsCompiler;
import io.microgate.tls.TlsSource;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * Remote key sources as they are composed in production, with the seams that tests need.
 */
final class RemoteSources {

	static final KeySetParser PARSER = new KeySetParser(List.of("sig"));

	static final JwksSpec.Cache CACHE = new JwksSpec.Cache("10m", "1m", "6h", "30s");

	static final KeyLifetimes DEFAULTS = KeyLifetimes.compile(CACHE);

	/** Patient, as the machine may be busy, but some tests wait for the end. */
	static final KeySourceTimings TIMINGS = new KeySourceTimings(Duration.ofSeconds(5), Duration.ofSeconds(5),
			Duration.ofSeconds(1));

	/** Of all tests that do not count them. */
	static final KeySourceThreads THREADS = new KeySourceThreads();

	private RemoteSources() {
	}

	static JwksSpec.Remote spec(String uri, String maxDuration) {
		return new JwksSpec.Remote(uri, new JwksSpec.Timeouts("5s", maxDuration), null);
	}

	static JwksFetcher fetcher(JwksSpec.Remote spec, KeySourceThreads threads) {
		return fetcher(spec, threads, threads.timer());
	}

	private static JwksFetcher fetcher(JwksSpec.Remote spec, KeySourceThreads threads, ScheduledExecutorService timer) {
		return new JwksFetcher(spec, PARSER, tls(spec), new FetchResources(threads, threads.blocking()), timer);
	}

	static TlsSource tls(JwksSpec.Remote spec) {
		Secrets none = new Secrets(Map.of(), new DefaultResourceLoader());
		return spec.uri().startsWith("http:") ? TlsSource.NONE
				: new TlsCompiler(null, Clock.systemUTC()).compile(spec.tls(), null, none, (failure) -> {
				});
	}

	static RemoteJwksSource started(JwksSpec.Remote spec, Clock clock, ScheduledExecutorService timer) {
		return started(spec, clock, timer, JwksListeners.NONE);
	}

	static RemoteJwksSource started(JwksSpec.Remote spec, Clock clock, ScheduledExecutorService timer,
			JwksListener listener) {
		JwksFetcher fetcher = fetcher(spec, THREADS, timer);
		RemoteJwksSource source = new RemoteJwksSource(new FetchedKeys("test", DEFAULTS, clock, listener), fetcher,
				new FetchSchedule(DEFAULTS, TIMINGS.firstBackoff(), clock, timer),
				new KeyWaiters(fetcher.maxDuration(), TIMINGS.maxWait(), timer), listener);
		source.fetchScheduled();
		return source;
	}

}
