package io.microgate.jwks;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Fetches over plain HTTP from a host that {@code java.net.URI} does not accept as one,
 * such as {@code my_keycloak}. The JDK's HTTP client refuses it, its older connection
 * does not.
 */
final class ConnectionFetch {

	private final URI uri;

	private final Duration connect;

	private final Duration maxDuration;

	ConnectionFetch(URI uri, Duration connect, Duration maxDuration) {
		this.uri = uri;
		this.connect = connect;
		this.maxDuration = maxDuration;
	}

	/**
	 * Fetches on the thread of the caller.
	 * @param fetch the fetch as a whole; when it ends early the connection is closed
	 * @param blocking closes it, which may have to wait for what is being read
	 * @return the body of the answer
	 */
	byte[] fetch(CompletableFuture<?> fetch, Executor blocking) {
		if (fetch.isDone()) {
			throw new CancellationException();
		}
		try {
			HttpURLConnection connection = open();
			fetch.whenCompleteAsync((keys, failure) -> connection.disconnect(), blocking);
			return read(connection);
		}
		catch (IOException ex) {
			throw new CompletionException(ex);
		}
	}

	private HttpURLConnection open() throws IOException {
		HttpURLConnection connection = (HttpURLConnection) this.uri.toURL().openConnection();
		connection.setInstanceFollowRedirects(false);
		connection.setUseCaches(false);
		connection.setConnectTimeout(millis(this.connect));
		connection.setReadTimeout(millis(this.maxDuration));
		connection.setRequestProperty("Accept", JwksFetcher.ACCEPT);
		return connection;
	}

	private static int millis(Duration duration) {
		return (int) Math.max(1, Math.min(duration.toMillis(), Integer.MAX_VALUE));
	}

	private static byte[] read(HttpURLConnection connection) throws IOException {
		ContentEncoding encoding = new ContentEncoding(encodings(connection));
		String refusal = KeySetBody.refusal(connection.getResponseCode(), encoding);
		if (refusal != null) {
			throw new FetchException(refusal);
		}
		try (InputStream stream = connection.getInputStream()) {
			byte[] body = stream.readNBytes(KeySetBody.MAX_BYTES + 1);
			if (body.length > KeySetBody.MAX_BYTES) {
				throw new FetchException(KeySetBody.TOO_LONG);
			}
			return encoding.decode(body);
		}
		finally {
			connection.disconnect();
		}
	}

	/** The connection has names of headers in the case that they were sent in. */
	private static List<String> encodings(HttpURLConnection connection) {
		List<String> encodings = new ArrayList<>();
		connection.getHeaderFields().forEach((name, values) -> {
			if ("Content-Encoding".equalsIgnoreCase(name)) {
				encodings.addAll(values);
			}
		});
		return encodings;
	}

}
