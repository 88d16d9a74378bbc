package io.microgate.jwks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

import io.microgate.secret.Secrets;
import io.microgate.tls.TlsCompiler;
import io.microgate.tls.TlsSource;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

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

	static final Secrets NO_SECRETS = new Secrets(Map.of(), new DefaultResourceLoader());

	private static final JwksSpec.Extensions PLAIN = extensions(CACHE);

	private RemoteSources() {
	}

	static JwksSpec.Extensions extensions(JwksSpec.Cache cache) {
		return extensions(cache, List.of("sig"));
	}

	static JwksSpec.Extensions extensions(JwksSpec.Cache cache, List<String> keyUse) {
		return new JwksSpec.Extensions(cache, null, null, null, keyUse);
	}

	static JwksSpec.Remote spec(String uri, String maxDuration) {
		return new JwksSpec.Remote(uri, new JwksSpec.Timeouts("5s", maxDuration), null);
	}

	static JwksFetcher fetcher(JwksSpec.Remote spec, KeySourceThreads threads) {
		return fetcher(spec, threads, threads.timer());
	}

	private static JwksFetcher fetcher(JwksSpec.Remote spec, KeySourceThreads threads, ScheduledExecutorService timer) {
		return fetcher(spec, tls(spec), new FetchResources(threads, threads.blocking()), timer);
	}

	static JwksFetcher fetcher(JwksSpec.Remote spec, TlsSource tls, FetchResources resources,
			ScheduledExecutorService timer) {
		return new JwksFetcher(FetchPlan.compile(spec, PLAIN, tls, NO_SECRETS), resources, timer, (failure) -> {
		});
	}

	static DocumentRequest request(String uri) {
		FetchPlan plan = FetchPlan.compile(spec(uri, "15s"), PLAIN, TlsSource.NONE, NO_SECRETS);
		return new DocumentRequest(plan, new FetchMaterial(() -> {
			throw new IllegalStateException("Nothing is encrypted");
		}, Map.of(), null), plan.uri());
	}

	/**
	 * Fetches once.
	 * @return why that failed, without the URI, {@code none} if it did not
	 */
	static String failure(JwksFetcher fetcher) {
		CompletableFuture<String> failure = fetcher.fetch(true)
			.handle((fetched, thrown) -> (thrown != null) ? withoutUri(FetchFailure.describe(thrown)) : "none");
		assertThat(failure).succeedsWithin(Duration.ofSeconds(60));
		return failure.join();
	}

	/** Each message names the URI, of which most tests do not know the port. */
	static String withoutUri(String failure) {
		String uri = " \\(https?://[^ )]+( through the proxy [^ )]+)?\\)";
		assertThat(failure).containsPattern(uri);
		return failure.replaceFirst(uri, "");
	}

	static TlsSource tls(JwksSpec.Remote spec) {
		return spec.uri().startsWith("http:") ? TlsSource.NONE
				: new TlsCompiler(null, Clock.systemUTC()).compile(spec.tls(), null, NO_SECRETS, (failure) -> {
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
