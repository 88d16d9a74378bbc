package io.microgate.jwks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.microgate.constraint.Ref;
import io.microgate.jose.VerificationKey;
import io.microgate.secret.Secrets;
import io.microgate.tls.TlsCompiler;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fetches with {@code discovery} and {@code request}. The secret {@code files} is a
 * directory; the certificates of {@link TestPki#ROOT} are trusted if it has a
 * {@code ca.crt}.
 */
final class FetchTrial implements AutoCloseable {

	private final Path directory;

	private final KeySourceThreads threads = new KeySourceThreads();

	private final List<String> log = new ArrayList<>();

	private JwksSpec.@Nullable Discovery discovery;

	private @Nullable Map<String, String> headers;

	private JwksSpec.@Nullable BearerToken bearerToken;

	private JwksSpec.@Nullable ForwardProxy proxy;

	private String maxDuration = "15s";

	private @Nullable JwksFetcher fetcher;

	FetchTrial(Path directory) {
		this.directory = directory;
	}

	FetchTrial with(String key, String content) {
		try {
			Files.writeString(this.directory.resolve(key), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	FetchTrial trustingRoot() {
		return with("ca.crt", Pem.of(TestPki.ROOT.certificate()));
	}

	FetchTrial within(String maxDuration) {
		this.maxDuration = maxDuration;
		return this;
	}

	FetchTrial discovering(String issuer, String... allowedHosts) {
		this.discovery = new JwksSpec.Discovery(issuer, (allowedHosts.length > 0) ? List.of(allowedHosts) : null);
		return this;
	}

	FetchTrial sending(String header, String value) {
		this.headers = Map.of(header, value);
		return this;
	}

	FetchTrial sendingToken() {
		this.bearerToken = new JwksSpec.BearerToken(new Ref("files"));
		return this;
	}

	FetchTrial through(TestProxy proxy) {
		return through(proxy.uri());
	}

	FetchTrial through(String proxy) {
		this.proxy = new JwksSpec.ForwardProxy(proxy, null);
		return this;
	}

	FetchTrial throughWithPassword(TestProxy proxy) {
		this.proxy = new JwksSpec.ForwardProxy(proxy.uri(), new Ref("files"));
		return this;
	}

	FetchTrial at(String uri) {
		return at(uri, null);
	}

	FetchTrial at(String uri, TlsSpec.@Nullable Custom custom) {
		this.fetcher = new JwksFetcher(plan(uri, custom), new FetchResources(this.threads, this.threads.blocking()),
				this.threads.timer(), this.log::add);
		return this;
	}

	private FetchPlan plan(String uri, TlsSpec.@Nullable Custom custom) {
		Secrets secrets = new Secrets(Map.of("files", "file:" + this.directory), new DefaultResourceLoader());
		TlsSpec.Custom trust = (custom == null && Files.exists(this.directory.resolve("ca.crt")))
				? TlsTrial.trustedCa(1, "files") : custom;
		TlsSpec tls = (trust != null) ? new TlsSpec(new TlsSpec.CertificateVerification(null, null, trust), null, null)
				: null;
		JwksSpec.Request request = new JwksSpec.Request(this.headers, this.bearerToken, this.proxy);
		assertThat(request.toString()).doesNotContain("s3cret");
		return FetchPlan.compile(new JwksSpec.Remote(uri, new JwksSpec.Timeouts("5s", this.maxDuration), tls),
				new JwksSpec.Extensions(RemoteSources.CACHE, null, this.discovery, request, List.of("sig")),
				new TlsCompiler(null, Clock.systemUTC()).compile(tls, null, secrets, this.log::add), secrets);
	}

	/**
	 * Fetches once.
	 * @return the key ids, or why there are none
	 */
	String fetch() {
		return fetch(true);
	}

	String fetch(boolean scheduled) {
		CompletableFuture<String> outcome = fetcher().fetch(scheduled)
			.handle((fetched, failure) -> (failure != null) ? FetchFailure.describe(failure)
					: fetched.keys().keys().stream().map(VerificationKey::kid).toList().toString());
		assertThat(outcome).succeedsWithin(Duration.ofSeconds(60));
		assertThat(outcome.join()).doesNotContain("s3cret", "Exception");
		return outcome.join();
	}

	JwksFetcher fetcher() {
		assertThat(this.fetcher).isNotNull();
		return this.fetcher;
	}

	List<String> log() {
		return this.log;
	}

	@Override
	public void close() {
		if (this.fetcher != null) {
			this.fetcher.close();
		}
		this.threads.close();
	}

}
