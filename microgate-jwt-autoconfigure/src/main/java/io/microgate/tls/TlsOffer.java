package io.microgate.tls;

import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;

/**
 * What a handshake offers: {@code tls.ciphers} and {@code tls.protocol}.
 */
final class TlsOffer {

	private static final List<String> VERSIONS = List.of("TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3");

	private static final List<String> PROTOCOLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

	private static final int TLS_1_2 = VERSIONS.indexOf("TLSv1_2");

	private final @Nullable TlsSpec spec;

	TlsOffer(@Nullable TlsSpec spec) {
		this.spec = spec;
	}

	/**
	 * Completes a context.
	 * @param context decides which certificates are accepted
	 * @param parameters what is offered unless the spec says otherwise
	 * @return the transport security
	 * @throws IllegalArgumentException if a cipher suite is unknown
	 */
	JwksTls with(SSLContext context, SSLParameters parameters) {
		// A session that is taken up again would skip all checks
		context.getClientSessionContext().setSessionTimeout(1);
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		if (this.spec != null && this.spec.ciphers() != null) {
			parameters.setCipherSuites(ciphers(this.spec.ciphers(), context));
		}
		if (this.spec != null && this.spec.protocol() != null) {
			parameters.setProtocols(protocols(this.spec.protocol()));
		}
		return new JwksTls(context, parameters);
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
	private static String[] protocols(TlsSpec.Protocol limits) {
		int maximum = (limits.maximum() != null) ? VERSIONS.indexOf(limits.maximum()) : VERSIONS.size() - 1;
		int minimum = (limits.minimum() != null) ? VERSIONS.indexOf(limits.minimum()) : Math.min(TLS_1_2, maximum);
		return PROTOCOLS.subList(minimum, maximum + 1).toArray(String[]::new);
	}

}
