package io.microgate.tls;

import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;

/**
 * Cipher suites and versions that a handshake offers.
 *
 * @param ciphers {@code tls.ciphers}, {@code null} for the usual ones
 * @param protocol {@code tls.protocol}, {@code null} for the usual versions
 */
record TlsOffer(@Nullable List<String> ciphers, TlsSpec.@Nullable Protocol protocol) {

	/** Versions in the spelling of the CR, the oldest first. */
	static final List<String> VERSIONS = List.of("TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3");

	private static final List<String> PROTOCOLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

	private static final int TLS_1_2 = VERSIONS.indexOf("TLSv1_2");

	/** Spells a version as the JVM does. */
	static String protocol(String version) {
		return PROTOCOLS.get(VERSIONS.indexOf(version));
	}

	static TlsOffer compile(@Nullable TlsSpec spec) {
		return (spec != null) ? new TlsOffer(spec.ciphers(), spec.protocol()) : new TlsOffer(null, null);
	}

	/**
	 * Completes a context.
	 * @param context decides which certificates are accepted
	 * @param parameters what is offered unless the spec says otherwise
	 * @return the context with what it offers
	 * @throws IllegalArgumentException if a cipher suite is unknown
	 */
	TlsContext with(SSLContext context, SSLParameters parameters) {
		// A session that is taken up again would skip all checks
		context.getClientSessionContext().setSessionTimeout(1);
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		if (this.ciphers != null) {
			parameters.setCipherSuites(ciphers(this.ciphers, context));
		}
		if (this.protocol != null) {
			parameters.setProtocols(protocols(this.protocol));
		}
		return new TlsContext(context, parameters);
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
