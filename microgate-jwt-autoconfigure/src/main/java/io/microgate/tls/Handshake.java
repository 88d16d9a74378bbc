package io.microgate.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Objects;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Holds the handshake in which a server presents its certificate: that of the HTTP
 * client's engine, or of a socket in the tunnel of a proxy.
 *
 * @param engine the engine, {@code null} for a socket
 * @param socket the socket, {@code null} for an engine
 */
record Handshake(@Nullable SSLEngine engine, @Nullable SSLSocket socket) {

	String peerHost() {
		return (this.engine != null) ? this.engine.getPeerHost()
				: Objects.requireNonNull(this.socket).getHandshakeSession().getPeerHost();
	}

	/** Has a trust manager of the JDK check chain and host name. */
	void check(X509ExtendedTrustManager manager, X509Certificate[] chain, String authType) throws CertificateException {
		if (this.engine != null) {
			manager.checkServerTrusted(chain, authType, this.engine);
			return;
		}
		manager.checkServerTrusted(chain, authType, Objects.requireNonNull(this.socket));
	}

}
