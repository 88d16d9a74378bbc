package io.microgate.jwks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.microgate.spec.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a key set over HTTP: no redirect is followed, and one deadline covers
 * everything from the name look-up to the last byte.
 */
final class JwksFetcher {

	private final HttpRequest request;

	private final Duration maxDuration;

	private final ScheduledExecutorService timer;

	/**
	 * Apart from the timer, because a name look-up may block its thread for longer than
	 * the deadline.
	 */
	private final ExecutorService io;

	private final HttpClient client;

	private final KeySetParser parser = new KeySetParser();

	private volatile @Nullable CompletableFuture<?> exchange;

	JwksFetcher(JwksSpec.Remote spec, ExecutorService io, ScheduledExecutorService timer) {
		URI uri = URI.create(Objects.requireNonNull(spec.uri()));
		this.request = HttpRequest.newBuilder(uri)
			.header("Accept", "application/jwk-set+json, application/json")
			.build();
		this.maxDuration = DurationText.parse(spec.timeouts().maxDuration());
		this.timer = timer;
		this.io = io;
		this.client = client(spec, io);
	}

	private static HttpClient client(JwksSpec.Remote spec, ExecutorService io) {
		JwksTls tls = JwksTls.compile(spec.tls());
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(DurationText.parse(spec.timeouts().connect()))
			.sslContext(tls.context())
			.sslParameters(tls.parameters())
			.executor(io)
			.build();
	}

	/**
	 * Starts a fetch. There must be none under way.
	 * @return the key set, or why there is none, within the deadline
	 */
	CompletableFuture<ParsedKeySet> fetch() {
		// Composed, so that what is thrown on the way is a failed fetch too
		return CompletableFuture.completedFuture(this.request).thenCompose(this::send).thenApply(this::parse);
	}

	private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
		CompletableFuture<HttpResponse<byte[]>> answer = this.client.sendAsync(request, KeySetBody::of);
		this.exchange = answer;
		ScheduledFuture<?> deadline = this.timer.schedule(() -> answer.cancel(true), this.maxDuration.toNanos(),
				TimeUnit.NANOSECONDS);
		return answer.whenComplete((response, failure) -> deadline.cancel(false));
	}

	private ParsedKeySet parse(HttpResponse<byte[]> response) {
		try {
			return this.parser.parse(response.body());
		}
		catch (InvalidKeySetException ex) {
			throw new CompletionException(ex);
		}
	}

	Duration maxDuration() {
		return this.maxDuration;
	}

	void close() {
		CompletableFuture<?> running = this.exchange;
		if (running != null) {
			running.cancel(true);
		}
		this.io.shutdownNow();
	}

}
