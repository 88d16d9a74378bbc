package io.microgate.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server if all checks of Microgate do, and nothing else. Extends
 * {@link X509ExtendedTrustManager} because the JVM adds its own name check to the simple
 * one. What no fetch uses is refused.
 */
final class ServerTrustManager extends X509ExtendedTrustManager {

	private final List<CertificateCheck> checks;

	ServerTrustManager(List<CertificateCheck> checks) {
		this.checks = List.copyOf(checks);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		check(chain, authType, new Handshake(engine, null));
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		if (!(socket instanceof SSLSocket tunnel)) {
			throw new UntrustedCertificateException("the connection does not say which host it is for");
		}
		check(chain, authType, new Handshake(null, tunnel));
	}

	private void check(X509Certificate[] chain, String authType, Handshake handshake) throws CertificateException {
		if (chain.length == 0 || this.checks.isEmpty()) {
			throw new UntrustedCertificateException("there is no certificate, or nothing to check it by");
		}
		for (CertificateCheck check : this.checks) {
			check.check(chain, authType, handshake);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		throw new UnsupportedOperationException();
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

}
