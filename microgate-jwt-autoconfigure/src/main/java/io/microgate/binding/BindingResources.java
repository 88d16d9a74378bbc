package io.microgate.binding;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.microgate.certificate.CertificateSource;
import io.microgate.constraint.DurationText;
import io.microgate.jose.Signatures;
import org.jspecify.annotations.Nullable;

/**
 * What the bindings of all JWTs are checked with.
 *
 * @param certificates finds the certificate of a client
 * @param publicOrigins where clients reach the application, empty if that is not known
 * @param longestProofAge longest age of proofs of all JWTs: one that is too old for one
 * of them may be young enough for another, so it is remembered until then
 * @param proofs remembers proofs
 * @param clock the time
 * @param signatures verifies the signatures of proofs
 */
public record BindingResources(CertificateSource certificates, List<String> publicOrigins, Duration longestProofAge,
		ProofStore proofs, Clock clock, Signatures signatures) {

	/**
	 * Collects what bindings are checked with.
	 * @param certificates finds the certificate of a client
	 * @param publicOrigins where clients reach the application, {@code null} if that is
	 * not known
	 * @param specs the bindings of all JWTs that have one
	 * @param proofs remembers proofs
	 * @param clock the time
	 * @param signatures verifies the signatures of proofs
	 * @return the resources
	 */
	public static BindingResources of(CertificateSource certificates, @Nullable List<String> publicOrigins,
			Collection<BindingSpec> specs, ProofStore proofs, Clock clock, Signatures signatures) {
		Duration longest = DurationText.parse(BindingSpec.DEFAULT_PROOF_AGE);
		for (BindingSpec spec : specs) {
			Duration age = DurationText.parse(spec.proofAge());
			longest = (age.compareTo(longest) > 0) ? age : longest;
		}
		return new BindingResources(certificates, (publicOrigins != null) ? publicOrigins : List.of(), longest, proofs,
				clock, signatures);
	}

}
