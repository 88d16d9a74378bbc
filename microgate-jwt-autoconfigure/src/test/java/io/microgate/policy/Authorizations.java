package io.microgate.policy;

import java.util.List;

import io.microgate.constraint.Marker;
import io.microgate.constraint.Ref;
import io.microgate.policy.AccessControlPolicySpec.Authentication;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.AuthorizationExtensions;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.JwtExtensions;
import io.microgate.policy.AccessControlPolicySpec.Requirement;

/**
 * Authorizations as the CR has them.
 */
public final class Authorizations {

	private Authorizations() {
	}

	public static Authorization of(Authentication authentication, Marker deny, List<Requirement> requireAll,
			List<Requirement> requireAny) {
		return new Authorization(authentication, deny, requireAll, requireAny,
				new AuthorizationExtensions(null, null, null));
	}

	public static Authentication jwt(Ref jwtRef) {
		return jwt(jwtRef, false);
	}

	public static Authentication jwt(Ref jwtRef, boolean optional) {
		return new Authentication(new JwtAuthentication(jwtRef, new JwtExtensions(optional)));
	}

}
