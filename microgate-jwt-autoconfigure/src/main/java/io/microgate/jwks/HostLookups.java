package io.microgate.jwks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Looks hosts up before the HTTP client does, which then finds them in the JVM's cache. A
 * name server that hangs would hold a thread of the client for each attempt; here it
 * holds one for each host.
 */
final class HostLookups {

	private final Executor blocking;

	private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

	HostLookups(Executor blocking) {
		this.blocking = blocking;
	}

	/**
	 * Looks up the host that a request connects to, or joins the look-up that is under
	 * way. Behind a proxy the name of the host itself may not be known.
	 * @param request what is fetched
	 * @return completes in any case: it is for the HTTP client to say what is wrong
	 */
	CompletableFuture<Void> lookUp(DocumentRequest request) {
		FetchProxy configured = request.plan().proxy();
		String host = (configured != null) ? configured.host() : request.target().host();
		CompletableFuture<Void> lookup = new CompletableFuture<>();
		CompletableFuture<Void> earlier = this.underWay.putIfAbsent(host, lookup);
		if (earlier != null) {
			return earlier;
		}
		this.blocking.execute(() -> {
			try {
				FetchProxy proxy = request.findProxy();
				InetAddress.getByName((proxy != null) ? proxy.host() : host);
			}
			catch (UnknownHostException | RuntimeException ex) {
				// the HTTP client fails for the same reason
			}
			finally {
				this.underWay.remove(host);
				lookup.complete(null);
			}
		});
		return lookup;
	}

}
