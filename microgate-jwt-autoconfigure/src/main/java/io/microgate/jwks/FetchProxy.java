package io.microgate.jwks;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import io.microgate.constraint.Ref;
import io.microgate.secret.SecretFile;
import io.microgate.secret.SecretText;
import io.microgate.secret.Secrets;
import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy that a fetch takes.
 *
 * @param host its host
 * @param port its port
 * @param username the file with the user name, {@code null} if it asks for none
 * @param password the file with the password, likewise
 */
record FetchProxy(String host, int port, @Nullable SecretText username, @Nullable SecretText password) {

	static FetchProxy compile(JwksSpec.ForwardProxy spec, Secrets secrets) {
		FetchTarget address = FetchTarget.parse(Objects.requireNonNull(spec.uri()));
		Ref secret = spec.secretRef();
		return (secret == null) ? new FetchProxy(address.host(), address.port(), null, null)
				: new FetchProxy(address.host(), address.port(), new SecretText(SecretFile.USERNAME, secret, secrets),
						new SecretText(SecretFile.PASSWORD, secret, secrets));
	}

	/**
	 * Returns the proxy that the properties of the JVM name for a URI, such as
	 * {@code https.proxyHost}.
	 * @param uri the URI
	 * @return the proxy, {@code null} for a direct connection
	 */
	static @Nullable FetchProxy ofJvm(URI uri) {
		ProxySelector selector = ProxySelector.getDefault();
		List<Proxy> proxies = (selector != null) ? selector.select(uri) : List.of();
		Proxy first = proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
		return (first.type() == Proxy.Type.HTTP && first.address() instanceof InetSocketAddress address)
				? new FetchProxy(address.getHostString(), address.getPort(), null, null) : null;
	}

	/**
	 * Reads the credentials.
	 * @return the value of {@code Proxy-Authorization}, {@code null} if there is none
	 * @throws UnusableMaterialException if a file cannot be used
	 */
	@Nullable String authorization() throws UnusableMaterialException {
		if (this.username == null || this.password == null) {
			return null;
		}
		String credentials = this.username.read() + ":" + this.password.read();
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	boolean hasCredentials() {
		return this.username != null;
	}

	@Override
	public String toString() {
		return "http://" + this.host + ":" + this.port;
	}

}
