package io.microgate.policy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.microgate.certificate.CertificateNames;
import io.microgate.certificate.PresentedCertificate;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcher;
import io.microgate.policy.AccessControlPolicySpec.CertificateHashes;
import io.microgate.policy.AccessControlPolicySpec.CertificateName;
import io.microgate.policy.AccessControlPolicySpec.CertificateRequirement;
import io.microgate.policy.AccessControlPolicySpec.CertificateSan;
import org.jspecify.annotations.Nullable;

/**
 * Compiled {@code clientCertificate}: the certificate of the client has one of the
 * hashes, or one of the values that it has for a name matches.
 */
final class CertificateCondition implements RequirementCondition {

	private final Function<PresentedCertificate, Answer> condition;

	private CertificateCondition(Function<PresentedCertificate, Answer> condition) {
		this.condition = condition;
	}

	static CertificateCondition compile(CertificateRequirement spec, PolicyResources resources) {
		if (spec.hash() != null) {
			return ofHashes(Objects.requireNonNull(spec.hash().in(), "'in' must be set"), resources);
		}
		if (spec.subject() != null) {
			CertificateName subject = spec.subject();
			String field = Objects.requireNonNull(subject.field(), "'field' must be set");
			return ofNames((names) -> names.subject(field), subject.value());
		}
		if (spec.issuer() != null) {
			CertificateName issuer = spec.issuer();
			String field = Objects.requireNonNull(issuer.field(), "'field' must be set");
			return ofNames((names) -> names.issuer(field), issuer.value());
		}
		CertificateSan san = Objects.requireNonNull(spec.san(),
				"One of 'hash', 'issuer', 'subject' and 'san' must be set");
		String type = Objects.requireNonNull(san.type(), "'type' must be set");
		return ofNames((names) -> names.sans(type), san.value());
	}

	private static CertificateCondition ofHashes(CertificateHashes spec, PolicyResources resources) {
		List<String> hashes = (spec.valuesFrom() != null)
				? CertificateHashList.read(resources
					.configMap(Objects.requireNonNull(spec.valuesFrom().configMapRef(), "'configMapRef' must be set")))
				: Objects.requireNonNull(spec.values(), "'values' must be set");
		if (hashes.isEmpty()) {
			throw new IllegalArgumentException("A list of hashes must not be empty");
		}
		Set<String> accepted = hashes.stream()
			.map(CertificateCondition::thumbprint)
			.collect(Collectors.toUnmodifiableSet());
		return new CertificateCondition((certificate) -> Answer.of(accepted.contains(certificate.thumbprint())));
	}

	private static String thumbprint(String hash) {
		byte[] bytes = HexFormat.of().parseHex(hash.replace(":", ""));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static CertificateCondition ofNames(Function<CertificateNames, @Nullable List<String>> part,
			@Nullable MatcherSpec value) {
		MatcherSpec spec = Objects.requireNonNull(value, "'value' must be set");
		StringMatcher matcher = StringMatcher.compile(Objects.requireNonNull(spec.matcher(), "'matcher' must be set"));
		return new CertificateCondition((certificate) -> {
			List<String> names = part.apply(certificate.names());
			return (names != null) ? Answer.of(names.stream().anyMatch(matcher::matches)) : Answer.UNKNOWN;
		});
	}

	/** Unknown for a certificate that cannot be read: it may be any. */
	@Override
	public Answer test(RequestingClient client) {
		PresentedCertificate presented = client.certificate();
		if (presented.certificate() == null) {
			return presented.invalid() ? Answer.UNKNOWN : Answer.NO;
		}
		return this.condition.apply(presented);
	}

}
