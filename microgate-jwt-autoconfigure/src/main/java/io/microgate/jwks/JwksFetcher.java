package io.microgate.jwks;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.microgate.constraint.DurationText;
import io.microgate.secret.UnusableMaterialException;
import io.microgate.tls.JwksTls;
import io.microgate.tls.TlsSource;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a key set over HTTP: no redirect is followed, and one deadline covers
 * everything from the name look-up to the last byte.
 */
final class JwksFetcher {

	static final String ACCEPT = "application/jwk-set+json, application/json";

	/** {@code null} where the HTTP client does not take the host for one. */
	private final @Nullable HttpRequest request;

	private final @Nullable ConnectionFetch connectionFetch;

	private final Duration maxDuration;

	private final ScheduledExecutorService timer;

	/**
	 * Apart from the timer, because a name look-up may block its thread for longer than
	 * the deadline.
	 */
	private final ExecutorService io;

	private final Duration connect;

	private final TlsSource tls;

	private final KeySetParser parser = new KeySetParser();

	private @Nullable JwksTls clientTls;

	/**
	 * Of the thread for fetches alone. Replaced when the transport security has changed,
	 * so that no open connection outlives the trust it was made with.
	 */
	private @Nullable HttpClient client;

	private volatile @Nullable CompletableFuture<?> underWay;

	JwksFetcher(JwksSpec.Remote spec, TlsSource tls, ExecutorService io, ScheduledExecutorService timer) {
		URI uri = URI.create(Objects.requireNonNull(spec.uri()));
		this.maxDuration = DurationText.parse(spec.timeouts().maxDuration());
		this.connect = DurationText.parse(spec.timeouts().connect());
		this.request = (uri.getHost() != null) ? HttpRequest.newBuilder(uri).header("Accept", ACCEPT).build() : null;
		this.connectionFetch = (this.request == null) ? connectionFetch(uri) : null;
		this.tls = tls;
		this.timer = timer;
		this.io = io;
	}

	/**
	 * Starts a fetch. There must be none under way.
	 * @return the key set, or why there is none, within the deadline
	 */
	CompletableFuture<ParsedKeySet> fetch() {
		CompletableFuture<ParsedKeySet> fetch = new CompletableFuture<>();
		this.underWay = fetch;
		ScheduledFuture<?> deadline = this.timer.schedule(() -> fetch.cancel(true), this.maxDuration.toNanos(),
				TimeUnit.NANOSECONDS);
		body(fetch).thenApply(this::parse).whenComplete((keys, failure) -> {
			deadline.cancel(false);
			complete(fetch, keys, failure);
		});
		return fetch;
	}

	/** Over TLS such a host could not be verified. */
	private ConnectionFetch connectionFetch(URI uri) {
		if (!"http".equals(uri.getScheme())) {
			throw new IllegalArgumentException("The URI of a key set has a host that is none");
		}
		try {
			return new ConnectionFetch(uri.toURL(), this.connect, this.maxDuration);
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException("The URI of a key set is none", ex);
		}
	}

	/** Composed, so that what is thrown on the way is a failed fetch too. */
	private CompletableFuture<byte[]> body(CompletableFuture<?> fetch) {
		HttpRequest ordinary = this.request;
		if (ordinary == null) {
			ConnectionFetch other = Objects.requireNonNull(this.connectionFetch);
			return CompletableFuture.supplyAsync(() -> other.fetch(fetch), this.io);
		}
		return CompletableFuture.supplyAsync(this::currentClient, this.io)
			.thenCompose((client) -> send(client, ordinary, fetch))
			.thenApply(HttpResponse::body);
	}

	private static void complete(CompletableFuture<ParsedKeySet> fetch, @Nullable ParsedKeySet keys,
			@Nullable Throwable failure) {
		if (keys != null) {
			fetch.complete(keys);
		}
		else {
			fetch.completeExceptionally(Objects.requireNonNull(failure));
		}
	}

	private static CompletableFuture<HttpResponse<byte[]>> send(HttpClient client, HttpRequest request,
			CompletableFuture<?> fetch) {
		if (fetch.isDone()) {
			return CompletableFuture.failedFuture(new CancellationException());
		}
		CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, KeySetBody::of);
		fetch.whenComplete((keys, failure) -> answer.cancel(true));
		return answer;
	}

	private HttpClient currentClient() {
		JwksTls current;
		try {
			current = this.tls.current();
		}
		catch (UnusableMaterialException ex) {
			throw new CompletionException(ex);
		}
		HttpClient last = this.client;
		if (last != null && current == this.clientTls) {
			return last;
		}
		HttpClient created = create(current);
		this.client = created;
		this.clientTls = current;
		return created;
	}

	private HttpClient create(JwksTls tls) {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(this.connect)
			.sslContext(tls.context())
			.sslParameters(tls.parameters())
			.executor(this.io)
			.build();
	}

	private ParsedKeySet parse(byte[] body) {
		try {
			return this.parser.parse(body);
		}
		catch (InvalidKeySetException ex) {
			throw new CompletionException(ex);
		}
	}

	/** Why the transport security is not what was last written. */
	@Nullable String trouble() {
		return this.tls.trouble();
	}

	Duration maxDuration() {
		return this.maxDuration;
	}

	void close() {
		CompletableFuture<?> running = this.underWay;
		if (running != null) {
			running.cancel(true);
		}
		this.io.shutdownNow();
	}

}
