package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

import io.microgate.policy.AccessControlPolicySpec.Authorization;
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
		boolean conditions = !requirements().isEmpty();
		if (this.jwt == null) {
			return conditions ? Effect.CERTIFICATE : Effect.OPEN;
		}
		if (this.jwt.extensions().optional()) {
			return Effect.OPEN;
		}
		return (conditions || this.spec.extensions().stepUp() != null) ? Effect.CLAIMS : Effect.AUTHENTICATED;
	}

	/** The requirements of all lists. */
	private List<Requirement> requirements() {
		List<Requirement> requirements = new ArrayList<>();
		add(this.spec.requireAll(), requirements);
		add(this.spec.requireAny(), requirements);
		add(this.spec.extensions().requireAny(), requirements);
		add(this.spec.extensions().requireNone(), requirements);
		return requirements;
	}

	private static void add(@Nullable List<Requirement> list, List<Requirement> requirements) {
		if (list != null) {
			requirements.addAll(list);
		}
	}

	/** The path variables that claims are compared with. */
	List<String> pathVariables() {
		List<String> names = new ArrayList<>();
		for (Requirement requirement : requirements()) {
			ClaimValue value = (requirement.jwt() != null && requirement.jwt().claim() != null)
					? requirement.jwt().claim().value() : null;
			RequestValue equal = (value != null) ? value.extensions().equals() : null;
			if (equal != null && equal.pathVariable() != null) {
				names.add(equal.pathVariable());
			}
		}
		return names;
	}

}
