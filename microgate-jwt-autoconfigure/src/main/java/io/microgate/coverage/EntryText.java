package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.binding.BindingSpec;
import io.microgate.constraint.Ref;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.CertificateRequirement;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import org.jspecify.annotations.Nullable;

/**
 * Says what an entry of a policy asks of a client and passes on of it, without values of
 * claims and certificates.
 */
public final class EntryText {

	private final Map<String, JwtSpec> jwts;

	/**
	 * Describes the entries of a configuration.
	 * @param jwts the JWTs by name, checked
	 */
	public EntryText(Map<String, JwtSpec> jwts) {
		this.jwts = jwts;
	}

	/**
	 * Describes an entry.
	 * @param entry a spec that has been checked
	 * @param stripToken whether the policy takes the token out of the request
	 * @return words without a subject
	 */
	public String describe(PolicySpec entry, boolean stripToken) {
		Authorization spec = Objects.requireNonNull(entry.authorization());
		StringBuilder text = new StringBuilder(asks(spec));
		List<String> names = propagations(entry);
		if (!names.isEmpty()) {
			text.append(", passes on ").append(String.join(", ", names));
		}
		if (stripToken && spec.authentication() != null) {
			text.append(", strips the token");
		}
		return text.toString();
	}

	private String asks(Authorization spec) {
		Effect effect = new EntryAuthorization(spec).effect();
		JwtAuthentication jwt = (spec.authentication() != null) ? spec.authentication().jwt() : null;
		if (effect == Effect.DENIED || (effect == Effect.OPEN && jwt == null)) {
			return effect.toString();
		}
		String client = (jwt != null) ? token(jwt.jwtRef()) : "client certificate";
		return (effect == Effect.OPEN) ? effect + ", optional " + client
				: client + list("all", spec.requireAll()) + list("any", spec.requireAny())
						+ list("any", spec.extensions().requireAny()) + list("none", spec.extensions().requireNone())
						+ stepUp(spec.extensions().stepUp());
	}

	private String token(@Nullable Ref jwtRef) {
		String name = (jwtRef != null) ? jwtRef.name() : null;
		JwtSpec jwt = (name != null) ? this.jwts.get(name) : null;
		BindingSpec binding = (jwt != null) ? jwt.extensions().binding() : null;
		String required = (binding != null) ? binding.required() : null;
		return "token of JWT '%s'".formatted(name) + ((required != null) ? " bound by " + required : "");
	}

	private static String list(String quantity, @Nullable List<Requirement> requirements) {
		if (requirements == null) {
			return "";
		}
		List<String> claims = new ArrayList<>();
		List<String> certificates = new ArrayList<>();
		for (Requirement requirement : requirements) {
			if (requirement.jwt() != null && requirement.jwt().claim() != null) {
				claims.add(requirement.jwt().claim().name());
			}
			if (requirement.clientCertificate() != null) {
				certificates.add(part(requirement.clientCertificate()));
			}
		}
		List<String> parts = new ArrayList<>();
		if (!claims.isEmpty()) {
			parts.add("the claims " + String.join(", ", claims));
		}
		if (!certificates.isEmpty()) {
			parts.add("the certificate's " + String.join(", ", certificates));
		}
		return ", %s of %s".formatted(quantity, String.join(" and ", parts));
	}

	/** The part of a certificate that a requirement is about. */
	private static String part(CertificateRequirement requirement) {
		if (requirement.issuer() != null) {
			return "issuer " + requirement.issuer().field();
		}
		if (requirement.subject() != null) {
			return "subject " + requirement.subject().field();
		}
		return (requirement.san() != null) ? "SAN " + requirement.san().type() : "hash";
	}

	private static String stepUp(@Nullable StepUp spec) {
		if (spec == null) {
			return "";
		}
		List<String> parts = new ArrayList<>();
		if (spec.acr() != null) {
			parts.add("acr");
		}
		if (spec.maxAge() != null) {
			parts.add("auth_time");
		}
		return ", step-up by " + String.join(" and ", parts);
	}

	/** Names of what an entry passes on. */
	static List<String> propagations(PolicySpec entry) {
		List<String> names = new ArrayList<>();
		if (entry.identityPropagation() != null && entry.identityPropagation().actions() != null) {
			entry.identityPropagation().actions().forEach((action) -> {
				if (action.identityPropagationRef() != null) {
					names.add(String.valueOf(action.identityPropagationRef().name()));
				}
			});
		}
		return names;
	}

}
