package io.microgate.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * {@code certificatePinning}: the server's certificate, or its key, is one of those that
 * are named.
 */
final class PinCheck implements CertificateCheck {

	private final Set<String> keys = new HashSet<>();

	private final Set<String> certificates = new HashSet<>();

	PinCheck(TlsSpec.CertificatePinning spec) {
		for (String pin : Objects.requireNonNullElse(spec.allowedSpkis(), List.<String>of())) {
			this.keys.add(HexFormat.of().formatHex(Base64.getDecoder().decode(pin)));
		}
		for (String pin : Objects.requireNonNullElse(spec.allowedHashes(), List.<String>of())) {
			this.certificates.add(HexFormat.of().formatHex(HexFormat.of().parseHex(pin.replace(":", ""))));
		}
	}

	@Override
	public void check(X509Certificate[] chain, String authType, Handshake handshake) throws CertificateException {
		X509Certificate server = chain[0];
		if (!this.keys.contains(hash(server.getPublicKey().getEncoded()))
				&& !this.certificates.contains(hash(server.getEncoded()))) {
			throw new UntrustedCertificateException("the certificate fits no pin of 'certificatePinning'");
		}
	}

	private static String hash(byte[] der) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The JVM has no SHA-256", ex);
		}
	}

}
