package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.match.RelaxedName;
import io.microgate.policy.AccessControlPolicySpec.CertificateRequirement;
import io.microgate.policy.CertificateHashList;
import io.microgate.propagation.IdentityPropagationSpec.CertificateValue;

/**
 * Checks where hashes of certificates come from: a ConfigMap of the manifests, with
 * nothing but hashes.
 */
final class CertificateChecks {

	/** Requirements of an authorization. */
	static final List<String> REQUIREMENTS = List.of("requireAll|requireAny", "extensions.requireAny|requireNone");

	private final Problems problems;

	private final Map<String, Map<String, byte[]>> configMaps;

	CertificateChecks(Problems problems, ManifestContent manifests) {
		this.problems = problems;
		this.configMaps = manifests.secrets();
	}

	void check(MicrogateProperties properties) {
		for (String requirements : REQUIREMENTS) {
			String names = "%s.%s.clientCertificate.hash.in.valuesFrom.configMapRef.name"
				.formatted(AuthorizationChecks.AUTHORIZATIONS, requirements);
			SpecElement.find(properties, names, String.class).forEach(this::check);
		}
	}

	/**
	 * Checks that the server asks clients for their certificate where it has to.
	 * @param properties the configuration
	 * @param tls how the server ends TLS
	 */
	void check(MicrogateProperties properties, ServerTls tls) {
		List<SpecElement<?>> uses = uses(properties);
		if (!uses.isEmpty() && tls == ServerTls.WITHOUT_CLIENTS) {
			this.problems.add(uses.get(0).path(), null,
					"needs '%s', as the server does not ask clients for a certificate"
						.formatted(ServerTls.CLIENT_AUTHENTICATION),
					"Set '%s' to want, or to need if every client has one".formatted(ServerTls.CLIENT_AUTHENTICATION));
		}
	}

	/**
	 * Finds what needs the certificate of the TLS connection.
	 * @param properties the configuration
	 * @return the places, none if a proxy passes it on
	 */
	static List<SpecElement<?>> uses(MicrogateProperties properties) {
		List<SpecElement<?>> uses = new ArrayList<>();
		if (properties.clientCertificate() == null) {
			for (String requirements : REQUIREMENTS) {
				uses.addAll(SpecElement.find(properties,
						"%s.%s.clientCertificate".formatted(AuthorizationChecks.AUTHORIZATIONS, requirements),
						CertificateRequirement.class));
			}
			for (String source : List.of("header.value.source", "bearerToken.source")) {
				uses.addAll(SpecElement.find(properties, "identityPropagations.%s.clientCertificate".formatted(source),
						CertificateValue.class));
			}
			SpecElement.find(properties, "jwts.extensions.binding.required", String.class)
				.stream()
				.filter((required) -> required.spec().equals("certificate"))
				.forEach(uses::add);
		}
		return uses;
	}

	private void check(SpecElement<String> name) {
		Map<String, byte[]> configMap = this.configMaps.get(name.spec());
		if (name.spec().isEmpty() || isInvalid(name.spec())) {
			return;
		}
		if (configMap == null) {
			this.problems.add(name.path(), name.spec(), "must name a ConfigMap of the manifests",
					RelaxedName.cureForReference(name.spec(), this.configMaps.keySet()));
			return;
		}
		List<String> hashes = CertificateHashList.read(configMap);
		if (hashes.isEmpty() || !hashes.stream().allMatch((hash) -> hash.matches(CertificateHashList.HASH))) {
			this.problems.add(name.path(), name.spec(),
					"must name a ConfigMap whose values are SHA-256 hashes in hex, with white space between them",
					"Correct the ConfigMap");
		}
	}

	private boolean isInvalid(String configMap) {
		PropertyPath map = PropertyPath.ROOT.child("secrets");
		InvalidPaths invalid = this.problems.invalidPaths();
		return invalid.covers(map.entry(configMap))
				|| (!this.configMaps.containsKey(configMap) && invalid.explainsAbsence(map));
	}

}
