package io.microgate.tls;

import java.security.GeneralSecurityException;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * SSL context of a client, with what it offers.
 *
 * @param context decides which certificates are accepted
 * @param parameters what is offered in the handshake, and the host name check
 */
public record TlsContext(SSLContext context, SSLParameters parameters) {

	/**
	 * Creates a context.
	 * @param checks what decides about a certificate, the JVM's trust store if
	 * {@code null}
	 * @param offer what the handshake offers
	 * @return the context
	 */
	static TlsContext create(@Nullable List<CertificateCheck> checks, TlsOffer offer) throws UnusableMaterialException {
		TrustManager[] managers = (checks != null) ? new TrustManager[] { new ServerTrustManager(checks) } : null;
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, managers, null);
			return offer.with(context, context.getDefaultSSLParameters());
		}
		catch (GeneralSecurityException ex) {
			throw new UnusableMaterialException("the JVM has no usable TLS, or no usable trust store");
		}
	}

}
