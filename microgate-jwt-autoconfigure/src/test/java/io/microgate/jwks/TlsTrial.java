package io.microgate.jwks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.microgate.constraint.Ref;
import io.microgate.secret.Secrets;
import io.microgate.tls.TlsCompiler;
import io.microgate.tls.TlsSource;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fetches from servers with certificates of test authorities. Secrets {@code one} and
 * {@code two} are directories.
 */
final class TlsTrial implements AutoCloseable {

	private final Path directory;

	private final KeySourceThreads threads = new KeySourceThreads();

	private final Secrets secrets;

	private final TlsCompiler compiler;

	private JwksServer server;

	private String host = "localhost";

	private JwksSpec.@Nullable Request request;

	private JwksFetcher fetcher;

	TlsTrial(Path directory) {
		this(directory, Clock.systemUTC(), null);
	}

	TlsTrial(Path directory, Clock clock, @Nullable SslBundles bundles) {
		this.directory = directory;
		Map<String, String> locations = Map.of("one", "file:" + directory.resolve("one"), "two",
				"file:" + directory.resolve("two") + "/");
		this.secrets = new Secrets(locations, new DefaultResourceLoader());
		this.compiler = new TlsCompiler(bundles, clock);
	}

	TlsTrial with(String secret, String key, String... content) {
		try {
			Files.createDirectories(this.directory.resolve(secret));
			Files.writeString(this.directory.resolve(secret).resolve(key), String.join("", content));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	TlsTrial to(JwksServer server) {
		closeServer();
		this.server = server.withKeys("a");
		return this;
	}

	TlsTrial to(TestCertificate certificate) {
		try {
			return to(JwksServer.startTls(certificate.serverContext()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Calls the server by another of its names.
	 */
	TlsTrial at(String host) {
		this.host = host;
		return this;
	}

	TlsTrial through(TestProxy proxy) {
		this.request = new JwksSpec.Request(null, null, new JwksSpec.ForwardProxy(proxy.uri(), null));
		return this;
	}

	TlsTrial trusting(TlsSpec.@Nullable CertificateVerification verification) {
		return trusting(new TlsSpec(verification, null, null), null);
	}

	TlsTrial trusting(TlsSpec.Custom custom) {
		return trusting(new TlsSpec.CertificateVerification(null, null, custom));
	}

	TlsTrial trusting(TlsSpec tls, @Nullable String bundle) {
		JwksSpec.Remote spec = new JwksSpec.Remote(this.server.uri().replace("localhost", this.host),
				new JwksSpec.Timeouts("5s", "10s"), tls);
		TlsSource source = this.compiler.compile(tls, bundle, this.secrets,
				new KeySourceLog("trial")::keepsLastGoodTls);
		JwksSpec.Extensions extensions = new JwksSpec.Extensions(RemoteSources.CACHE, bundle, null, this.request,
				List.of("sig"));
		this.fetcher = new JwksFetcher(FetchPlan.compile(spec, extensions, source, this.secrets),
				new FetchResources(this.threads, this.threads.blocking()), this.threads.timer(), (cause) -> {
				});
		return this;
	}

	/**
	 * Fetches once.
	 * @return why that failed, {@code none} if it did not
	 */
	String failure() {
		return RemoteSources.failure(this.fetcher);
	}

	/**
	 * A key source that fetches in the same way.
	 */
	RemoteJwksSource source() {
		RemoteJwksSource source = new RemoteJwksSource(
				new FetchedKeys("trial", RemoteSources.DEFAULTS, Clock.systemUTC(), JwksListeners.NONE), this.fetcher,
				new FetchSchedule(RemoteSources.DEFAULTS, RemoteSources.TIMINGS.firstBackoff(), Clock.systemUTC(),
						this.threads.timer()),
				new KeyWaiters(this.fetcher.maxDuration(), RemoteSources.TIMINGS.maxWait(), this.threads.timer()),
				JwksListeners.NONE);
		source.fetchScheduled();
		return source;
	}

	int hits() {
		return this.server.hits();
	}

	static List<TlsSpec.SecretSource> secrets(String... names) {
		return Arrays.stream(names).map((name) -> new TlsSpec.SecretSource(new Ref(name))).toList();
	}

	static TlsSpec.Custom trustedCa(int depth, String... secrets) {
		return new TlsSpec.Custom(new TlsSpec.TrustedCa(secrets(secrets), depth), null, null, null);
	}

	private void closeServer() {
		if (this.server != null) {
			this.server.close();
		}
	}

	@Override
	public void close() {
		closeServer();
		if (this.fetcher != null) {
			this.fetcher.close();
		}
		this.threads.close();
	}

}
