package io.microgate.jwks;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;

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
record JwksTls(SSLContext context, SSLParameters parameters) {

	private static final List<String> VERSIONS = List.of("TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3");

	private static final List<String> PROTOCOLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

	private static final int TLS_1_2 = VERSIONS.indexOf("TLSv1_2");

	static JwksTls compile(JwksSpec.@Nullable Tls spec) {
		SSLContext context = context(disablesVerification(spec));
		SSLParameters parameters = context.getDefaultSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		if (spec != null && spec.ciphers() != null) {
			parameters.setCipherSuites(ciphers(spec.ciphers(), context));
		}
		if (spec != null && spec.protocol() != null) {
			parameters.setProtocols(protocols(spec.protocol()));
		}
		return new JwksTls(context, parameters);
	}

	static boolean disablesVerification(JwksSpec.@Nullable Tls spec) {
		return spec != null && spec.certificateVerification() != null
				&& spec.certificateVerification().disabled() != null;
	}

	private static SSLContext context(boolean acceptAny) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			// Without a trust manager the JVM's trust store decides
			context.init(null, acceptAny ? new TrustManager[] { new AcceptAnyCertificate() } : null, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The JVM has no usable TLS", ex);
		}
	}

	private static String[] ciphers(List<String> names, SSLContext context) {
		Set<String> supported = Set.of(context.getSupportedSSLParameters().getCipherSuites());
		for (String name : names) {
			if (!supported.contains(name)) {
				throw new IllegalArgumentException(
						"'tls.ciphers' names '" + name + "', which is no cipher suite that this JVM supports");
			}
		}
		return names.toArray(String[]::new);
	}

	/**
	 * Versions below TLS 1.2 are offered only where one of the limits asks for them.
	 */
	private static String[] protocols(JwksSpec.Protocol limits) {
		int maximum = (limits.maximum() != null) ? VERSIONS.indexOf(limits.maximum()) : VERSIONS.size() - 1;
		int minimum = (limits.minimum() != null) ? VERSIONS.indexOf(limits.minimum()) : Math.min(TLS_1_2, maximum);
		return PROTOCOLS.subList(minimum, maximum + 1).toArray(String[]::new);
	}

}
