package io.microgate.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Finds out what this JVM can do in a TLS handshake. What it lists as supported may be
 * disabled all the same, so the handshake is begun.
 */
public final class TlsProbe {

	private TlsProbe() {
	}

	/**
	 * The cipher suites that this JVM has, enabled or not.
	 * @return their IANA names
	 */
	public static Set<String> supportedCiphers() {
		return Set.of(context().getSupportedSSLParameters().getCipherSuites());
	}

	/**
	 * Whether a handshake can be begun.
	 * @param versions versions in the spelling of the CR
	 * @param ciphers cipher suites that are supported, {@code null} for the usual ones
	 * @return whether there is anything to offer to a server
	 */
	public static boolean canOffer(List<String> versions, @Nullable List<String> ciphers) {
		SSLEngine engine = context().createSSLEngine();
		engine.setUseClientMode(true);
		engine.setEnabledProtocols(versions.stream().map(TlsProbe::javaName).toArray(String[]::new));
		if (ciphers != null) {
			engine.setEnabledCipherSuites(ciphers.toArray(String[]::new));
		}
		try {
			engine.beginHandshake();
			return true;
		}
		catch (SSLException ex) {
			return false;
		}
	}

	private static String javaName(String version) {
		return version.equals("TLSv1_0") ? "TLSv1" : version.replace('_', '.');
	}

	/**
	 * Finds the cipher suite that OpenSSL calls by another name.
	 * @param name the name
	 * @return the IANA name, or {@code null} if none is supported that has the name
	 */
	public static @Nullable String ofOpenSslName(String name) {
		return supportedCiphers().stream()
			.filter((candidate) -> candidate.contains("_WITH_") && openSslName(candidate).equals(name))
			.findFirst()
			.orElse(null);
	}

	private static String openSslName(String name) {
		return name.replaceFirst("^TLS_", "")
			.replaceFirst("^RSA_WITH_", "")
			.replace("_WITH_", "_")
			.replaceAll("(AES|CAMELLIA|ARIA)_(\\d+)_(CBC_)?", "$1$2_")
			.replace("3DES_EDE_CBC", "DES_CBC3")
			.replace("CHACHA20_POLY1305_SHA256", "CHACHA20_POLY1305")
			.replace('_', '-');
	}

	/**
	 * Not the default context, which an application may have replaced.
	 */
	private static SSLContext context() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, null, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM has no TLS", ex);
		}
	}

}
