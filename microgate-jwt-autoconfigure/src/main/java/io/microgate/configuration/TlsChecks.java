package io.microgate.configuration;

import java.util.List;
import java.util.Objects;

import io.microgate.tls.TlsProbe;
import io.microgate.tls.TlsSpec;
import io.microgate.tls.TlsSpec.Custom;
import io.microgate.tls.TlsSpec.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a JWKS' {@code tls} that span several fields, and what of it this JVM can do.
 */
final class TlsChecks {

	private static final List<String> VERSIONS = List.of("TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3");

	private final Problems problems;

	TlsChecks(Problems problems) {
		this.problems = problems;
	}

	void check(SpecElement<TlsSpec> tls) {
		for (SpecElement<String> cipher : tls.find("ciphers", String.class)) {
			checkCipher(cipher);
		}
		for (SpecElement<Protocol> protocol : tls.find("protocol", Protocol.class)) {
			checkProtocol(protocol);
		}
		checkCommonVersion(tls);
		for (SpecElement<Custom> custom : tls.find("certificateVerification.custom", Custom.class)) {
			checkCustom(custom);
		}
	}

	private void checkCipher(SpecElement<String> cipher) {
		String name = cipher.spec();
		if (!TlsProbe.supportedCiphers().contains(name)) {
			this.problems.add(cipher.path(), name, "must be the IANA name of a cipher suite that this JVM supports",
					cure(name));
		}
	}

	private static String cure(String name) {
		String meant = TlsProbe.ofOpenSslName(name);
		if (meant != null) {
			return "Write " + meant;
		}
		return name.startsWith("TLS_") ? "Name another suite, or remove it"
				: "Write the IANA name, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
	}

	private void checkProtocol(SpecElement<Protocol> protocol) {
		String minimum = protocol.spec().minimum();
		String maximum = protocol.spec().maximum();
		checkVersion(protocol.path().child("minimum"), minimum);
		checkVersion(protocol.path().child("maximum"), maximum);
		if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
			this.problems.add(protocol.path(), null, "must not have a minimum that is higher than the maximum",
					"Swap them, or set the one that is needed");
		}
	}

	private void checkVersion(PropertyPath path, @Nullable String version) {
		if (version != null && VERSIONS.contains(version) && !TlsProbe.canOffer(List.of(version), null)) {
			this.problems.add(path, version, "must be a version that this JVM offers", "Write TLSv1_2 or TLSv1_3");
		}
	}

	/**
	 * Ciphers are for certain versions, so that a combination may leave none.
	 */
	private void checkCommonVersion(SpecElement<TlsSpec> tls) {
		List<String> ciphers = tls.spec().ciphers();
		if (ciphers == null || ciphers.isEmpty() || !TlsProbe.supportedCiphers().containsAll(ciphers)) {
			return;
		}
		List<String> versions = versions(tls.spec().protocol());
		if (!versions.isEmpty() && TlsProbe.canOffer(versions, null) && !TlsProbe.canOffer(versions, ciphers)) {
			this.problems.add(tls.path().child("ciphers"), ciphers,
					"must have a cipher suite that this JVM can use with the versions of 'protocol'",
					"Add a suite for one of these versions: " + String.join(", ", versions));
		}
	}

	private static List<String> versions(@Nullable Protocol protocol) {
		String minimum = (protocol != null) ? protocol.minimum() : null;
		String maximum = (protocol != null) ? protocol.maximum() : null;
		int from = VERSIONS.indexOf(Objects.requireNonNullElse(minimum, "TLSv1_2"));
		int to = VERSIONS.indexOf(Objects.requireNonNullElse(maximum, "TLSv1_3"));
		return (from >= 0 && from <= to) ? VERSIONS.subList(from, to + 1) : List.of();
	}

	private void checkCustom(SpecElement<Custom> custom) {
		Custom spec = custom.spec();
		// Without pins as well, that one of the two is missing is reported already
		boolean trustMissing = spec.trustedCa() == null && spec.certificatePinning() != null
				&& !this.problems.invalidPaths().explainsAbsence(custom.path().child("trustedCa"));
		KeySpelling keys = this.problems.spelling(custom.path());
		String trusted = keys.quote("trustedCa");
		if (trustMissing && spec.allowedSans() != null) {
			this.problems.add(custom.path().child("allowedSans"), null, "can only be configured with " + trusted,
					"Add %s, or remove %s".formatted(trusted, keys.quote("allowedSans")));
		}
		if (trustMissing && spec.crl() != null) {
			this.problems.add(custom.path().child("crl"), null,
					"can only be configured with %s, because pins alone check no chain".formatted(trusted),
					"Add %s, or remove 'crl'".formatted(trusted));
		}
		for (SpecElement<String> type : custom.find("allowedSans.sanType", String.class)) {
			if (type.spec().equals("Email")) {
				this.problems.add(type.path(), type.spec(), "must not be Email for a server",
						"Write DNS, URI or IPAddress");
			}
		}
	}

}
