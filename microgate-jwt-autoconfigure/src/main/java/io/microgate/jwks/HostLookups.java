package io.microgate.jwks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
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
	 * Looks a host up, or joins the look-up that is under way.
	 * @param host the host of the URI
	 * @param uri what is fetched
	 * @return completes in any case: it is for the HTTP client to say what is wrong
	 */
	CompletableFuture<Void> lookUp(String host, URI uri) {
		CompletableFuture<Void> lookup = new CompletableFuture<>();
		CompletableFuture<Void> earlier = this.underWay.putIfAbsent(host, lookup);
		if (earlier != null) {
			return earlier;
		}
		this.blocking.execute(() -> {
			try {
				InetAddress.getByName(connectedHost(host, uri));
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

	/** Behind a proxy the name of the host itself may not be known. */
	private static String connectedHost(String host, URI uri) {
		ProxySelector selector = ProxySelector.getDefault();
		Proxy proxy = (selector != null) ? selector.select(uri).get(0) : Proxy.NO_PROXY;
		return (proxy.address() instanceof InetSocketAddress address) ? address.getHostString() : host;
	}

}
