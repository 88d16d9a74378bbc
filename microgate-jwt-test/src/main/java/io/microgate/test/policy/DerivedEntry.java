package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.binding.BindingSpec;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.Authentication;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a policy that cases are derived from.
 *
 * @param policy name of the policy
 * @param number position of the entry, from 0
 * @param spec the entry
 * @param jwtName name of the JWT that it asks for, {@code null} for none
 * @param jwt the JWT, {@code null} for none
 */
record DerivedEntry(String policy, int number, PolicySpec spec, @Nullable String jwtName, @Nullable JwtSpec jwt) {

	static DerivedEntry of(String policy, int number, PolicySpec spec, MicrogateProperties properties) {
		Authentication method = authorization(spec).authentication();
		JwtAuthentication authentication = (method != null) ? method.jwt() : null;
		String jwt = (authentication != null && authentication.jwtRef() != null) ? authentication.jwtRef().name()
				: null;
		return new DerivedEntry(policy, number, spec, jwt, (jwt != null) ? properties.jwts().get(jwt) : null);
	}

	/** The same entry if it asked for another JWT. */
	DerivedEntry withJwt(String otherName, JwtSpec other) {
		return new DerivedEntry(this.policy, this.number, this.spec, otherName, other);
	}

	/** Names the entry in cases. */
	String name() {
		return "%s[%d]".formatted(this.policy, this.number);
	}

	private static Authorization authorization(PolicySpec spec) {
		return Objects.requireNonNull(spec.authorization());
	}

	Authorization authorization() {
		return authorization(this.spec);
	}

	@Nullable RequestConditions conditions() {
		return this.spec.requestConditions();
	}

	List<ClaimNeed> requireAll() {
		return needs(authorization().requireAll());
	}

	/** The alternatives, wherever they are written. */
	List<ClaimNeed> requireAny() {
		List<ClaimNeed> needs = new ArrayList<>(needs(authorization().requireAny()));
		needs.addAll(needs(authorization().extensions().requireAny()));
		return needs;
	}

	List<ClaimNeed> requireNone() {
		return needs(authorization().extensions().requireNone());
	}

	List<CertificateNeed> requireAllCertificates() {
		return certificateNeeds(authorization().requireAll());
	}

	/** The alternatives, wherever they are written. */
	List<CertificateNeed> requireAnyCertificate() {
		List<CertificateNeed> needs = new ArrayList<>(certificateNeeds(authorization().requireAny()));
		needs.addAll(certificateNeeds(authorization().extensions().requireAny()));
		return needs;
	}

	List<CertificateNeed> requireNoCertificate() {
		return certificateNeeds(authorization().extensions().requireNone());
	}

	List<CertificateNeed> allCertificateNeeds() {
		List<CertificateNeed> needs = new ArrayList<>(requireAllCertificates());
		needs.addAll(requireAnyCertificate());
		needs.addAll(requireNoCertificate());
		return needs;
	}

	private static List<CertificateNeed> certificateNeeds(@Nullable List<Requirement> requirements) {
		return (requirements != null) ? requirements.stream()
			.map(Requirement::clientCertificate)
			.filter(Objects::nonNull)
			.map(CertificateNeed::of)
			.toList() : List.of();
	}

	/** Whether a certificate makes a difference. */
	boolean asksForCertificate() {
		return !allCertificateNeeds().isEmpty() || bindsToCertificate();
	}

	/** Whether its tokens have to be bound to a certificate. */
	boolean bindsToCertificate() {
		BindingSpec binding = (this.jwt != null) ? this.jwt.extensions().binding() : null;
		return binding != null && "certificate".equals(binding.required());
	}

	/** Whether a request needs more than to meet the conditions of the entry. */
	boolean asksForClient() {
		return this.jwt != null || asksForCertificate();
	}

	@Nullable StepUp stepUp() {
		return authorization().extensions().stepUp();
	}

	List<ClaimNeed> allNeeds() {
		List<ClaimNeed> needs = new ArrayList<>(requireAll());
		needs.addAll(requireAny());
		needs.addAll(requireNone());
		return needs;
	}

	private static List<ClaimNeed> needs(@Nullable List<Requirement> requirements) {
		return (requirements != null)
				? requirements.stream().filter((requirement) -> requirement.jwt() != null).map(ClaimNeed::of).toList()
				: List.of();
	}

}
