package io.microgate.tls;

import java.security.GeneralSecurityException;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Transport security of one remote JWKS, compiled from {@code provider.remote.tls}. Has a
 * context of its own, so that nothing it relaxes reaches the rest of the JVM and no
 * JVM-wide default reaches it.
 *
 * @param context decides which certificates are accepted
 * @param parameters what is offered in the handshake, and the host name check
 */
public record JwksTls(SSLContext context, SSLParameters parameters) {

	/**
	 * Compiles what never changes: {@code publicCAs}, also when nothing is said, and
	 * {@code disabled}.
	 * @param spec the spec
	 * @return the transport security
	 * @throws IllegalArgumentException if a cipher suite is unknown
	 */
	public static JwksTls compile(@Nullable TlsSpec spec) {
		SSLContext context = disablesVerification(spec) ? context(List.of(CertificateCheck.NONE)) : context(null);
		return new TlsOffer(spec).with(context, context.getDefaultSSLParameters());
	}

	public static boolean disablesVerification(@Nullable TlsSpec spec) {
		return spec != null && spec.certificateVerification() != null
				&& spec.certificateVerification().disabled() != null;
	}

	/**
	 * Creates a context.
	 * @param checks what decides about a certificate, the JVM's trust store if
	 * {@code null}
	 * @return the context
	 */
	static SSLContext context(@Nullable List<CertificateCheck> checks) {
		TrustManager[] managers = (checks != null) ? new TrustManager[] { new ServerTrustManager(checks) } : null;
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, managers, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The JVM has no usable TLS", ex);
		}
	}

}
