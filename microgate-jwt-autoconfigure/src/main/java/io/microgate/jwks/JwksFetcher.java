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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.microgate.constraint.DurationText;
import io.microgate.secret.UnusableMaterialException;
import io.microgate.tls.JwksTls;
import io.microgate.tls.TlsSource;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the key set of one JWKS over HTTP: no redirect is followed, and one deadline
 * covers everything from the name look-up to the last byte.
 */
final class JwksFetcher {

	static final String ACCEPT = "application/jwk-set+json, application/json";

	private final URI uri;

	private final String host;

	private final Duration maxDuration;

	private final Duration connect;

	private final TlsSource tls;

	private final FetchResources resources;

	private final ScheduledExecutorService timer;

	private final KeySetParser parser;

	private @Nullable CompletableFuture<JwksTls> currentTls;

	/** Keeps it alive between two fetches. */
	private volatile @Nullable HttpClient client;

	private volatile @Nullable CompletableFuture<?> underWay;

	private volatile boolean closed;

	/**
	 * Creates a fetcher.
	 * @param spec what to fetch
	 * @param parser reads the key set
	 * @param tls the transport security
	 * @param resources those of all JWKS
	 * @param timer ends a fetch that takes too long
	 * @throws IllegalArgumentException if the URI is invalid
	 */
	JwksFetcher(JwksSpec.Remote spec, KeySetParser parser, TlsSource tls, FetchResources resources,
			ScheduledExecutorService timer) {
		this.uri = URI.create(Objects.requireNonNull(spec.uri()));
		this.host = host(this.uri);
		this.maxDuration = DurationText.parse(spec.timeouts().maxDuration());
		this.connect = DurationText.parse(spec.timeouts().connect());
		this.parser = parser;
		this.tls = tls;
		this.resources = resources;
		this.timer = timer;
	}

	/**
	 * Returns the host, also one that {@link URI} does not accept, unless it has to be
	 * verified over TLS.
	 */
	private static String host(URI uri) {
		if (uri.getHost() != null) {
			return uri.getHost();
		}
		if (!"http".equals(uri.getScheme())) {
			throw new IllegalArgumentException("The URI of a key set has an invalid host");
		}
		try {
			return uri.toURL().getHost();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException("The URI of a key set is invalid", ex);
		}
	}

	/**
	 * Starts a fetch while no other one is under way.
	 * @return completes on a worker within the deadline, exceptionally if there is no
	 * usable key set
	 */
	CompletableFuture<ParsedKeySet> fetch() {
		CompletableFuture<ParsedKeySet> fetch = new CompletableFuture<>();
		this.underWay = fetch;
		if (this.closed) {
			fetch.cancel(true);
			return fetch;
		}
		ScheduledFuture<?> deadline = this.timer.schedule(() -> fetch.cancel(true), this.maxDuration.toNanos(),
				TimeUnit.NANOSECONDS);
		body(fetch).thenApply(this::parse).whenComplete((keys, failure) -> {
			if (keys != null) {
				fetch.complete(keys);
			}
			else {
				fetch.completeExceptionally(Objects.requireNonNull(failure));
			}
		});
		return fetch.whenCompleteAsync((keys, failure) -> deadline.cancel(false), this.resources.workers());
	}

	/** Composes the steps, so that an exception on the way is a failed fetch too. */
	private CompletableFuture<byte[]> body(CompletableFuture<?> fetch) {
		if (this.uri.getHost() == null) {
			ConnectionFetch connection = new ConnectionFetch(this.uri, this.connect, this.maxDuration);
			return lookUp().thenApplyAsync((found) -> connection.fetch(fetch, this.resources.blocking()),
					this.resources.blocking());
		}
		return currentTls().thenCompose((current) -> lookUp().thenApply((found) -> current))
			.thenComposeAsync((current) -> send(current, fetch), this.resources.workers())
			.thenApply(HttpResponse::body);
	}

	private CompletableFuture<Void> lookUp() {
		return this.resources.lookups().lookUp(this.host, this.uri);
	}

	/**
	 * Joins the last call until it has ended: a file system that hangs blocks one thread,
	 * not one for each attempt.
	 */
	private synchronized CompletableFuture<JwksTls> currentTls() {
		CompletableFuture<JwksTls> last = this.currentTls;
		if (last != null && !last.isDone()) {
			return last;
		}
		CompletableFuture<JwksTls> next = CompletableFuture.supplyAsync(() -> {
			try {
				return this.tls.current();
			}
			catch (UnusableMaterialException ex) {
				throw new CompletionException(ex);
			}
		}, this.resources.blocking());
		this.currentTls = next;
		return next;
	}

	private CompletableFuture<HttpResponse<byte[]>> send(JwksTls current, CompletableFuture<?> fetch) {
		if (fetch.isDone()) {
			return CompletableFuture.failedFuture(new CancellationException());
		}
		try {
			HttpClient client = this.resources.clients().get(current, this.connect);
			this.client = client;
			HttpRequest request = HttpRequest.newBuilder(this.uri).header("Accept", ACCEPT).build();
			CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, KeySetBody::of);
			fetch.whenCompleteAsync((keys, failure) -> answer.cancel(true), this.resources.workers());
			return answer;
		}
		catch (UnusableMaterialException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private ParsedKeySet parse(byte[] body) {
		try {
			return this.parser.parse(body);
		}
		catch (InvalidKeySetException ex) {
			throw new CompletionException(ex);
		}
	}

	/** Says why the transport security is older than its files or bundle. */
	@Nullable String tlsFailure() {
		return this.tls.failure();
	}

	Duration maxDuration() {
		return this.maxDuration;
	}

	void close() {
		this.closed = true;
		CompletableFuture<?> running = this.underWay;
		if (running != null) {
			running.cancel(true);
		}
		this.client = null;
	}

}
