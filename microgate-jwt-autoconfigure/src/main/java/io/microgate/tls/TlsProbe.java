package io.microgate.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import io.microgate.constraint.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Checks what this JVM can do in a TLS handshake. What it lists as supported may be
 * disabled all the same, so the handshake is begun.
 */
public final class TlsProbe {

	private TlsProbe() {
	}

	/**
	 * Checks the name of a cipher suite.
	 * @param name the name
	 * @return what is wrong with it, {@code null} if nothing is
	 */
	public static @Nullable Violation checkCipher(String name) {
		return supportedCiphers().contains(name) ? null
				: new Violation("must be the IANA name of a cipher suite that this JVM supports", cure(name));
	}

	private static String cure(String name) {
		String meant = ofOpenSslName(name);
		if (meant != null) {
			return "Write " + meant;
		}
		return name.startsWith("TLS_") ? "Name another suite, or remove it"
				: "Write the IANA name, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
	}

	/**
	 * Checks that a version can be offered.
	 * @param version a version in the spelling of the CR
	 * @return what is wrong with it, {@code null} if nothing is or the spelling is wrong
	 */
	public static @Nullable Violation checkVersion(String version) {
		boolean offered = !TlsOffer.VERSIONS.contains(version) || canOffer(List.of(version), null);
		return offered ? null : new Violation("must be a version that this JVM offers", "Write TLSv1_2 or TLSv1_3");
	}

	/**
	 * Checks that cipher suites leave a version. They are for certain versions, so that a
	 * combination may leave none.
	 * @param ciphers the cipher suites
	 * @param protocol limits of the versions, {@code null} for the usual ones
	 * @return what is wrong with them, {@code null} if nothing is or other checks say it
	 */
	public static @Nullable Violation checkCiphers(List<String> ciphers, TlsSpec.@Nullable Protocol protocol) {
		if (ciphers.isEmpty() || !supportedCiphers().containsAll(ciphers)) {
			return null;
		}
		List<String> versions = versions(protocol);
		if (versions.isEmpty() || !canOffer(versions, null) || canOffer(versions, ciphers)) {
			return null;
		}
		return new Violation("must have a cipher suite that this JVM can use with the versions of 'protocol'",
				"Add a suite for one of these versions: " + String.join(", ", versions));
	}

	private static List<String> versions(TlsSpec.@Nullable Protocol protocol) {
		String minimum = (protocol != null) ? protocol.minimum() : null;
		String maximum = (protocol != null) ? protocol.maximum() : null;
		int from = TlsOffer.VERSIONS.indexOf(Objects.requireNonNullElse(minimum, "TLSv1_2"));
		int to = TlsOffer.VERSIONS.indexOf(Objects.requireNonNullElse(maximum, "TLSv1_3"));
		return (from >= 0 && from <= to) ? TlsOffer.VERSIONS.subList(from, to + 1) : List.of();
	}

	private static Set<String> supportedCiphers() {
		return Set.of(context().getSupportedSSLParameters().getCipherSuites());
	}

	/** Whether a handshake with these versions and cipher suites can be begun. */
	private static boolean canOffer(List<String> versions, @Nullable List<String> ciphers) {
		SSLEngine engine = context().createSSLEngine();
		engine.setUseClientMode(true);
		engine.setEnabledProtocols(versions.stream().map(TlsOffer::protocol).toArray(String[]::new));
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

	/** Finds the cipher suite that OpenSSL calls by a name. */
	private static @Nullable String ofOpenSslName(String name) {
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
