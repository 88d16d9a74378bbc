package io.microgate.configuration;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;

import javax.net.ssl.SSLContext;

import io.microgate.jwks.JwksSpec.Protocol;
import io.microgate.jwks.JwksSpec.Tls;
import org.jspecify.annotations.Nullable;

/**
 * What of a JWKS' {@code tls} this JVM can do.
 */
final class TlsChecks {

	private final Problems problems;

	TlsChecks(Problems problems) {
		this.problems = problems;
	}

	void check(Located<Tls> tls) {
		tls.items("ciphers", Tls::ciphers).forEach(this::checkCipher);
		tls.child("protocol", Tls::protocol).forEach(this::checkProtocol);
	}

	private void checkCipher(Located<String> cipher) {
		String name = cipher.spec();
		Set<String> supported = Set.of(context().getSupportedSSLParameters().getCipherSuites());
		if (!supported.contains(name)) {
			this.problems.add(cipher.path(), name, "must be the IANA name of a cipher suite that this JVM supports",
					name.startsWith("TLS_") ? "Name another suite, or remove it"
							: "Write the IANA name, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
		}
	}

	private void checkProtocol(Located<Protocol> protocol) {
		String minimum = protocol.spec().minimum();
		String maximum = protocol.spec().maximum();
		checkVersion(protocol.path().child("minimum"), minimum);
		checkVersion(protocol.path().child("maximum"), maximum);
		if (minimum != null && maximum != null && minimum.compareTo(maximum) >= 0) {
			this.problems.add(protocol.path(), null, "must have a minimum that is lower than the maximum",
					"Swap them, or set the one that is needed");
		}
	}

	private void checkVersion(PropertyPath path, @Nullable String version) {
		if (version == null || !version.matches("TLSv1_[0-3]")) {
			return;
		}
		String javaName = version.equals("TLSv1_0") ? "TLSv1" : version.replace('_', '.');
		if (!Arrays.asList(context().getDefaultSSLParameters().getProtocols()).contains(javaName)) {
			this.problems.add(path, version, "must be a version that this JVM offers", "Write TLSv1_2 or TLSv1_3");
		}
	}

	private static SSLContext context() {
		try {
			return SSLContext.getDefault();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This JVM has no TLS", ex);
		}
	}

}
