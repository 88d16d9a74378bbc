package io.microgate.tls;

import java.util.List;

import io.microgate.secret.UnusableMaterialException;

/**
 * {@code publicCAs}, also when nothing is said, and {@code disabled}.
 *
 * @param verified whether the JVM's trust store and the host name decide; any certificate
 * is accepted if not
 * @param offer what the handshake offers
 */
record JvmTls(boolean verified, TlsOffer offer) implements JwksTls {

	@Override
	public TlsContext createContext() throws UnusableMaterialException {
		return TlsContext.create(this.verified ? null : List.of(CertificateCheck.NONE), this.offer);
	}

}
