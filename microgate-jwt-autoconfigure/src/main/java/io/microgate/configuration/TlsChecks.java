package io.microgate.configuration;

import java.util.List;

import io.microgate.tls.TlsProbe;
import io.microgate.tls.TlsSpec;
import io.microgate.tls.TlsSpec.Custom;
import io.microgate.tls.TlsSpec.Protocol;

/**
 * Rules of a JWKS' {@code tls} that span several fields or depend on the JVM.
 */
final class TlsChecks {

	private final Problems problems;

	TlsChecks(Problems problems) {
		this.problems = problems;
	}

	void check(SpecElement<TlsSpec> tls) {
		for (SpecElement<String> cipher : tls.find("ciphers", String.class)) {
			this.problems.add(cipher, TlsProbe.checkCipher(cipher.spec()));
		}
		for (SpecElement<Protocol> protocol : tls.find("protocol", Protocol.class)) {
			checkProtocol(protocol);
		}
		List<String> ciphers = tls.spec().ciphers();
		if (ciphers != null) {
			this.problems.add(new SpecElement<>(tls.path().child("ciphers"), ciphers),
					TlsProbe.checkCiphers(ciphers, tls.spec().protocol()));
		}
		for (SpecElement<Custom> custom : tls.find("certificateVerification.custom", Custom.class)) {
			checkCustom(custom);
		}
	}

	private void checkProtocol(SpecElement<Protocol> protocol) {
		String minimum = protocol.spec().minimum();
		String maximum = protocol.spec().maximum();
		for (SpecElement<String> version : protocol.find("minimum|maximum", String.class)) {
			this.problems.add(version, TlsProbe.checkVersion(version.spec()));
		}
		if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
			this.problems.add(protocol.path(), null, "must not have a minimum that is higher than the maximum",
					"Swap them, or set the one that is needed");
		}
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
