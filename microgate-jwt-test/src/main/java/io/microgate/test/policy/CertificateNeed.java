package io.microgate.test.policy;

import java.util.List;
import java.util.Objects;

import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.CertificateRequirement;
import org.jspecify.annotations.Nullable;

/**
 * What the certificate of a client has to have.
 *
 * @param place where the value is
 * @param matcher how it is compared, {@code null} for the hash of a certificate, which no
 * certificate can be made for
 */
record CertificateNeed(CertificateDraft.Place place, @Nullable StringMatcherSpec matcher) {

	static CertificateNeed of(CertificateRequirement requirement) {
		if (requirement.subject() != null) {
			return of(CertificateDraft.Part.SUBJECT, requirement.subject().field(), requirement.subject().value());
		}
		if (requirement.issuer() != null) {
			return of(CertificateDraft.Part.ISSUER, requirement.issuer().field(), requirement.issuer().value());
		}
		if (requirement.san() != null) {
			return of(CertificateDraft.Part.SAN, requirement.san().type(), requirement.san().value());
		}
		return new CertificateNeed(new CertificateDraft.Place(CertificateDraft.Part.HASH, ""), null);
	}

	private static CertificateNeed of(CertificateDraft.Part part, @Nullable String field, @Nullable MatcherSpec value) {
		return new CertificateNeed(new CertificateDraft.Place(part, Objects.requireNonNull(field)),
				Objects.requireNonNull(value).matcher());
	}

	List<String> matching() {
		return (this.matcher != null) ? MatcherValues.of(this.matcher).matching() : List.of();
	}

	List<String> neighbours() {
		return (this.matcher != null) ? MatcherValues.of(this.matcher).neighbours() : List.of();
	}

	boolean isMetBy(CertificateDraft.Place other, String value) {
		return this.matcher != null && this.place.equals(other) && StringMatcher.compile(this.matcher).matches(value);
	}

}
