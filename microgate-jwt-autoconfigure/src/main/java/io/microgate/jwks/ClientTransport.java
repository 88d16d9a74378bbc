package io.microgate.jwks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.secret.UnusableMaterialException;
import io.microgate.tls.TlsSource;
import org.jspecify.annotations.Nullable;

/**
 * Fetches documents with the JDK's HTTP client.
 */
final class ClientTransport {

	/** The only word of the client on a proxy that opens no tunnel. */
	private static final Pattern TUNNEL_FAILED = Pattern.compile("Tunnel failed, [a-z]+: ([0-9]{3})");

	private final FetchResources resources;

	/** Keeps it alive between two fetches. */
	private volatile @Nullable HttpClient client;

	ClientTransport(FetchResources resources) {
		this.resources = resources;
	}

	/**
	 * Sends a request.
	 * @param request what is asked for
	 * @param document ends the exchange when it is complete
	 * @return the document
	 */
	CompletableFuture<FetchedDocument> send(DocumentRequest request, CompletableFuture<?> document) {
		if (document.isDone()) {
			return CompletableFuture.failedFuture(new CancellationException());
		}
		try {
			request.findProxy();
			HttpClient client = client(request);
			HttpRequest.Builder message = HttpRequest.newBuilder(request.target().uri());
			request.fields().forEach(message::header);
			CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(message.build(),
					(info) -> DocumentBody.of(info, request));
			document.whenCompleteAsync((body, failure) -> answer.cancel(true), this.resources.workers());
			return answer.handle((response, failure) -> read(response, failure, request));
		}
		catch (UnusableMaterialException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private HttpClient client(DocumentRequest request) throws UnusableMaterialException {
		HttpClient current = this.resources.clients()
			.get(request.target().isPlain() ? TlsSource.NONE.current() : request.tls(), request.plan().connect());
		this.client = current;
		return current;
	}

	/** Where a proxy asks for a password the client gives its answer, but no body. */
	private static FetchedDocument read(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure,
			DocumentRequest request) {
		if (response == null) {
			throw new CompletionException(refusalOfProxy(failure, request));
		}
		AnswerHead head = new AnswerHead(response.statusCode(), response.headers().map());
		byte @Nullable [] body = response.body();
		if (body == null) {
			throw new CompletionException(AnswerCheck.proxyRefusal(head, request));
		}
		return new FetchedDocument(body, head.first("Content-Type"));
	}

	private static @Nullable Throwable refusalOfProxy(@Nullable Throwable failure, DocumentRequest request) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		Matcher status = TUNNEL_FAILED
			.matcher((cause instanceof IOException) ? String.valueOf(cause.getMessage()) : "");
		return status.matches()
				? AnswerCheck.proxyRefusal(new AnswerHead(Integer.parseInt(status.group(1)), Map.of()), request)
				: cause;
	}

	void close() {
		this.client = null;
	}

}
