package io.microgate.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.jwt.JwtSpec.EntryClaim;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.CertificateName;
import io.microgate.policy.AccessControlPolicySpec.CertificateRequirement;
import io.microgate.policy.AccessControlPolicySpec.CertificateSan;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * Says what conditions on claims expect.
 */
public final class ClaimExpectations {

	private ClaimExpectations() {
	}

	/**
	 * Says what a condition of a policy expects of a claim.
	 * @param claim the condition
	 * @return what it expects
	 */
	public static String claim(Claim claim) {
		StringMatcherSpec matcher = (claim.value() != null) ? claim.value().matcher() : null;
		RequestValue equal = (claim.value() != null) ? claim.value().extensions().equals() : null;
		if (matcher != null) {
			return "claim '%s' that %s".formatted(claim.name(), matcher(matcher));
		}
		return (equal != null) ? "claim '%s' that equals the %s".formatted(claim.name(), requestValue(equal))
				: "claim '%s'".formatted(claim.name());
	}

	/**
	 * Says what a condition of a policy expects of a client.
	 * @param requirement the condition
	 * @return what it expects
	 */
	public static String requirement(Requirement requirement) {
		CertificateRequirement certificate = requirement.clientCertificate();
		return (certificate != null) ? certificate(certificate)
				: claim(Objects.requireNonNull(Objects.requireNonNull(requirement.jwt()).claim()));
	}

	private static String certificate(CertificateRequirement requirement) {
		CertificateName issuer = requirement.issuer();
		CertificateName subject = requirement.subject();
		CertificateSan san = requirement.san();
		if (issuer != null) {
			return "certificate of which %s of the issuer %s".formatted(issuer.field(), value(issuer.value()));
		}
		if (subject != null) {
			return "certificate of which %s of the subject %s".formatted(subject.field(), value(subject.value()));
		}
		return (san != null) ? "certificate of which a SAN of type %s %s".formatted(san.type(), value(san.value()))
				: "certificate with one of the hashes";
	}

	private static String value(@Nullable MatcherSpec value) {
		return matcher(Objects.requireNonNull(Objects.requireNonNull(value).matcher()));
	}

	/**
	 * Says what an entry of {@code requireAny} of a JWT expects of a claim.
	 * @param claim the condition
	 * @return what it expects
	 */
	public static String claim(EntryClaim claim) {
		StringMatcherSpec matcher = (claim.value() != null) ? claim.value().matcher() : null;
		return "claim '%s'".formatted(claim.name()) + ((matcher != null) ? " that " + matcher(matcher) : "");
	}

	/**
	 * Says what a matcher expects, as the end of "a value that".
	 * @param matcher the matcher
	 * @return what it expects
	 */
	public static String matcher(StringMatcherSpec matcher) {
		String text;
		if (matcher.exact() != null) {
			text = "is '%s'".formatted(matcher.exact());
		}
		else if (matcher.prefix() != null) {
			text = "starts with '%s'".formatted(matcher.prefix());
		}
		else if (matcher.suffix() != null) {
			text = "ends with '%s'".formatted(matcher.suffix());
		}
		else {
			text = (matcher.contains() != null) ? "contains '%s'".formatted(matcher.contains())
					: "matches '%s'".formatted(matcher.regex());
		}
		return matcher.ignoreCase() ? text + " in any case" : text;
	}

	private static String requestValue(RequestValue value) {
		if (value.pathVariable() != null) {
			return "path variable '%s'".formatted(value.pathVariable());
		}
		return (value.header() != null) ? "header '%s'".formatted(value.header())
				: "query parameter '%s'".formatted(value.queryParameter());
	}

	static String all(Authorization authorization) {
		return String.join(" and ", texts(authorization.requireAll()));
	}

	static String any(Authorization authorization) {
		List<String> texts = texts(authorization.requireAny());
		texts.addAll(texts(authorization.extensions().requireAny()));
		return String.join(" or ", texts);
	}

	/**
	 * Without what the claims are compared with: a refusal would tell what the token has.
	 */
	static String none(Authorization authorization) {
		List<String> names = claims(authorization.extensions().requireNone()).stream()
			.map((claim) -> String.valueOf(claim.name()))
			.toList();
		return "that the claims %s meet none of 'requireNone'".formatted(TokenExpectations.list(names));
	}

	/** What certificates are compared with is no secret, but for hashes. */
	static String certificates(Authorization authorization) {
		List<String> any = certificates(authorization.requireAny());
		any.addAll(certificates(authorization.extensions().requireAny()));
		List<String> parts = certificates(authorization.requireAll());
		if (!any.isEmpty()) {
			parts.add(String.join(" or ", any));
		}
		if (!certificates(authorization.extensions().requireNone()).isEmpty()) {
			parts.add("that the certificate meets none of 'requireNone'");
		}
		return parts.isEmpty() ? "another certificate" : String.join(" and ", parts);
	}

	private static List<String> certificates(@Nullable List<Requirement> requirements) {
		List<String> texts = new ArrayList<>();
		for (Requirement requirement : (requirements != null) ? requirements : List.<Requirement>of()) {
			if (requirement.clientCertificate() != null) {
				texts.add(certificate(requirement.clientCertificate()));
			}
		}
		return texts;
	}

	private static List<String> texts(@Nullable List<Requirement> requirements) {
		return new ArrayList<>(claims(requirements).stream().map(ClaimExpectations::claim).toList());
	}

	private static List<Claim> claims(@Nullable List<Requirement> requirements) {
		List<Claim> claims = new ArrayList<>();
		for (Requirement requirement : (requirements != null) ? requirements : List.<Requirement>of()) {
			if (requirement.jwt() != null && requirement.jwt().claim() != null) {
				claims.add(requirement.jwt().claim());
			}
		}
		return claims;
	}

}
