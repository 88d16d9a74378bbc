package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Claim;
import io.microgate.policy.AccessControlPolicySpec.ClaimValue;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an entry of a policy asks of a client.
 */
public final class EntryAuthorization {

	private final Authorization spec;

	private final @Nullable JwtAuthentication jwt;

	/**
	 * Reads an authorization.
	 * @param spec a spec that has been checked
	 */
	public EntryAuthorization(Authorization spec) {
		this.spec = spec;
		this.jwt = (spec.authentication() != null) ? spec.authentication().jwt() : null;
	}

	/**
	 * What becomes of the requests of the entry.
	 * @return open also where a token is optional, as requests without one are let
	 * through
	 */
	public Effect effect() {
		if (this.spec.deny() != null) {
			return Effect.DENIED;
		}
		if (this.jwt == null || this.jwt.extensions().optional()) {
			return Effect.OPEN;
		}
		return claims().isEmpty() ? Effect.AUTHENTICATED : Effect.CLAIMS;
	}

	private List<Claim> claims() {
		List<Claim> claims = new ArrayList<>();
		addClaims(this.spec.requireAll(), claims);
		addClaims(this.spec.requireAny(), claims);
		addClaims(this.spec.extensions().requireAny(), claims);
		addClaims(this.spec.extensions().requireNone(), claims);
		return claims;
	}

	static void addClaims(@Nullable List<Requirement> requirements, List<Claim> claims) {
		for (Requirement requirement : (requirements != null) ? requirements : List.<Requirement>of()) {
			if (requirement.jwt() != null && requirement.jwt().claim() != null) {
				claims.add(requirement.jwt().claim());
			}
		}
	}

	/** The path variables that claims are compared with. */
	List<String> pathVariables() {
		List<String> names = new ArrayList<>();
		for (Claim claim : claims()) {
			ClaimValue value = claim.value();
			RequestValue equal = (value != null) ? value.extensions().equals() : null;
			if (equal != null && equal.pathVariable() != null) {
				names.add(equal.pathVariable());
			}
		}
		return names;
	}

	/**
	 * Describes what the entry asks for, without values of claims.
	 * @return words without a subject
	 */
	public String describe() {
		Effect effect = effect();
		if (this.jwt == null || effect == Effect.DENIED) {
			return effect.toString();
		}
		String token = "token of JWT '%s'".formatted((this.jwt.jwtRef() != null) ? this.jwt.jwtRef().name() : null);
		return (effect == Effect.OPEN) ? effect + ", optional " + token
				: token + describe("all", this.spec.requireAll()) + describe("any", this.spec.requireAny())
						+ describe("any", this.spec.extensions().requireAny())
						+ describe("none", this.spec.extensions().requireNone());
	}

	private static String describe(String quantity, @Nullable List<Requirement> requirements) {
		if (requirements == null) {
			return "";
		}
		List<Claim> claims = new ArrayList<>();
		addClaims(requirements, claims);
		return ", %s of the claims %s".formatted(quantity,
				String.join(", ", claims.stream().map(Claim::name).toList()));
	}

}
