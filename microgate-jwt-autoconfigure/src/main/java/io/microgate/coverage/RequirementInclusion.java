package io.microgate.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.microgate.constraint.DurationText;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.CertificateHash;
import io.microgate.policy.AccessControlPolicySpec.CertificateName;
import io.microgate.policy.AccessControlPolicySpec.CertificateRequirement;
import io.microgate.policy.AccessControlPolicySpec.CertificateSan;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.ClaimValue;
import io.microgate.policy.AccessControlPolicySpec.HashesFrom;
import io.microgate.policy.AccessControlPolicySpec.JwtRequirement;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import org.jspecify.annotations.Nullable;

/**
 * Proves that what meets the requirements of one entry meets those of another one.
 *
 * @param sameClaims whether both read the same claims and path variables
 * @param before what the first configuration says about certificates
 * @param after what the second one says about them
 */
record RequirementInclusion(boolean sameClaims, ClientProofs before, ClientProofs after) {

	/** An absent authorization asks for nothing. */
	boolean isWithin(@Nullable Authorization inner, @Nullable Authorization outer) {
		if (outer == null) {
			return true;
		}
		List<Requirement> given = (inner != null) ? list(inner.requireAll()) : List.of();
		List<Requirement> alternatives = (inner != null) ? any(inner) : List.of();
		boolean all = list(outer.requireAll()).stream().allMatch((requirement) -> isImplied(requirement, given));
		boolean any = any(outer).isEmpty()
				|| any(outer).stream().anyMatch((requirement) -> isImplied(requirement, given))
				|| (!alternatives.isEmpty()
						&& alternatives.stream().allMatch((alternative) -> isImpliedBy(alternative, any(outer))));
		return all && any && isNoneWithin(inner, outer)
				&& isStepUpWithin((inner != null) ? inner.extensions().stepUp() : null, outer.extensions().stepUp());
	}

	private static List<Requirement> list(@Nullable List<Requirement> requirements) {
		return (requirements != null) ? requirements : List.of();
	}

	private static List<Requirement> any(Authorization authorization) {
		List<Requirement> further = authorization.extensions().requireAny();
		return list((further != null) ? further : authorization.requireAny());
	}

	private boolean isNoneWithin(@Nullable Authorization inner, Authorization outer) {
		List<Requirement> given = (inner != null) ? list(inner.extensions().requireNone()) : List.of();
		return list(outer.extensions().requireNone()).stream()
			.allMatch((requirement) -> isComparable(requirement) && given.contains(requirement));
	}

	private boolean isImplied(Requirement requirement, List<Requirement> given) {
		return given.stream().anyMatch((candidate) -> implies(candidate, requirement));
	}

	private boolean isImpliedBy(Requirement given, List<Requirement> requirements) {
		return requirements.stream().anyMatch((requirement) -> implies(given, requirement));
	}

	private boolean isComparable(Requirement requirement) {
		CertificateRequirement certificate = requirement.clientCertificate();
		return (certificate != null)
				? this.before.readsCertificatesLike(this.after) && hasSameHashes(certificate.hash()) : this.sameClaims;
	}

	private boolean hasSameHashes(@Nullable CertificateHash hash) {
		HashesFrom elsewhere = (hash != null && hash.in() != null) ? hash.in().valuesFrom() : null;
		return elsewhere == null || (elsewhere.configMapRef() != null
				&& this.before.hasSameSecret(this.after, elsewhere.configMapRef().name()));
	}

	private boolean implies(Requirement given, Requirement requirement) {
		if (!isComparable(requirement)) {
			return false;
		}
		if (given.equals(requirement)) {
			return true;
		}
		return (requirement.jwt() != null) ? implies(given.jwt(), requirement.jwt())
				: implies(given.clientCertificate(), requirement.clientCertificate());
	}

	private static boolean implies(@Nullable JwtRequirement given, JwtRequirement requirement) {
		return given != null && given.claim() != null && requirement.claim() != null
				&& implies(given.claim(), requirement.claim());
	}

	/** What matches exists and is not null. */
	private static boolean implies(Claim given, Claim claim) {
		if (!Objects.equals(given.name(), claim.name())) {
			return false;
		}
		ClaimValue value = claim.value();
		ClaimValue givenValue = given.value();
		return value == null || (givenValue != null && givenValue.matcher() != null && value.matcher() != null
				&& StringMatcherInclusion.isWithin(givenValue.matcher(), value.matcher()));
	}

	private static boolean implies(@Nullable CertificateRequirement given,
			@Nullable CertificateRequirement requirement) {
		if (given == null || requirement == null) {
			return false;
		}
		return isHashWithin(given.hash(), requirement.hash()) || isNameWithin(given.issuer(), requirement.issuer())
				|| isNameWithin(given.subject(), requirement.subject()) || isSanWithin(given.san(), requirement.san());
	}

	private static boolean isHashWithin(@Nullable CertificateHash inner, @Nullable CertificateHash outer) {
		return inner != null && outer != null && inner.in() != null && outer.in() != null && inner.in().values() != null
				&& outer.in().values() != null && plain(outer.in().values()).containsAll(plain(inner.in().values()));
	}

	private static Set<String> plain(List<String> hashes) {
		return hashes.stream()
			.map((hash) -> hash.replace(":", "").toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
	}

	private static boolean isNameWithin(@Nullable CertificateName inner, @Nullable CertificateName outer) {
		return inner != null && outer != null && Objects.equals(inner.field(), outer.field())
				&& StringMatcherInclusion.isWithin(inner.value(), outer.value());
	}

	private static boolean isSanWithin(@Nullable CertificateSan inner, @Nullable CertificateSan outer) {
		return inner != null && outer != null && Objects.equals(inner.type(), outer.type())
				&& StringMatcherInclusion.isWithin(inner.value(), outer.value());
	}

	private boolean isStepUpWithin(@Nullable StepUp inner, @Nullable StepUp outer) {
		if (outer == null) {
			return true;
		}
		if (inner == null || !this.sameClaims) {
			return false;
		}
		boolean acr = outer.acr() == null
				|| (inner.acr() != null && new HashSet<>(outer.acr()).containsAll(inner.acr()));
		return acr && (outer.maxAge() == null || (inner.maxAge() != null
				&& DurationText.parse(inner.maxAge()).compareTo(DurationText.parse(outer.maxAge())) <= 0));
	}

}
