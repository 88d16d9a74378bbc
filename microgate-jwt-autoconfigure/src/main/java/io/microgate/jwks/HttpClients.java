package io.microgate.jwks;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import io.microgate.secret.UnusableMaterialException;
import io.microgate.tls.JwksTls;
import io.microgate.tls.TlsContext;
import org.jspecify.annotations.Nullable;

/**
 * Shares HTTP clients among all remote JWKS of an application. Each has a thread. There
 * is one for equal transport security, so that no connection outlives the trust it was
 * made with. A client ends when no JWKS references it any more.
 */
final class HttpClients {

	private final Executor workers;

	private final Map<Key, WeakReference<HttpClient>> clients = new HashMap<>();

	HttpClients(Executor workers) {
		this.workers = workers;
	}

	/**
	 * Returns the client for a fetch, which the caller references for as long as it may
	 * be needed again. May load the TLS of the JVM.
	 * @param tls the transport security
	 * @param connect how long a connection may take
	 * @return the client
	 * @throws UnusableMaterialException if the JVM has no usable TLS
	 */
	HttpClient get(JwksTls tls, Duration connect) throws UnusableMaterialException {
		Key key = new Key(tls, connect);
		HttpClient known = find(key);
		return (known != null) ? known : findOrCreate(key, tls.createContext());
	}

	private synchronized @Nullable HttpClient find(Key key) {
		WeakReference<HttpClient> client = this.clients.get(key);
		return (client != null) ? client.get() : null;
	}

	/** Creates no second client if another thread has been faster. */
	private synchronized HttpClient findOrCreate(Key key, TlsContext context) {
		HttpClient known = find(key);
		if (known != null) {
			return known;
		}
		this.clients.values().removeIf((client) -> client.refersTo(null));
		HttpClient created = create(context, key.connect);
		this.clients.put(key, new WeakReference<>(created));
		return created;
	}

	private HttpClient create(TlsContext tls, Duration connect) {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(connect)
			.sslContext(tls.context())
			.sslParameters(tls.parameters())
			.executor(this.workers)
			.build();
	}

	/**
	 * Identifies a client.
	 *
	 * @param tls the transport security
	 * @param connect how long a connection may take
	 */
	private record Key(JwksTls tls, Duration connect) {
	}

}
