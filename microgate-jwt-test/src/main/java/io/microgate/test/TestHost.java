package io.microgate.test;

import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Says what a test client sends as {@code Host}. What a test writes in its request wins.
 */
final class TestHost {

	/** Where test clients find the application. */
	private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

	private final @Nullable String host;

	TestHost(@Nullable TestContextMark mark) {
		this.host = (mark != null) ? mark.host() : null;
	}

	/**
	 * Returns what is to be sent instead of what a client sends by itself.
	 * @param host host that the client sends to, {@code null} for none
	 * @param written the {@code Host} that the test has written, {@code null} for none
	 * @return the value of {@code Host}, {@code null} if the request stays as it is
	 */
	@Nullable String insteadOf(@Nullable String host, @Nullable String written) {
		boolean chosen = written != null || (host != null && !LOCAL.contains(host));
		return chosen ? null : this.host;
	}

	/**
	 * Names the host in a URI that has none, as in mock environments, where servers look
	 * for it there.
	 * @param uri a URI
	 * @param host the host, possibly with a port
	 * @return a URI with a host
	 */
	static URI named(URI uri, String host) {
		return (uri.getHost() != null) ? uri : URI.create("http://" + host + uri);
	}

}
