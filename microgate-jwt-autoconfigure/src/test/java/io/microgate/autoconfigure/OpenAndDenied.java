package io.microgate.autoconfigure;

/**
 * Properties of an open route {@code /open/**} and a denied one {@code /denied/**}.
 */
final class OpenAndDenied {

	static final String[] PROPERTIES = { "microgate.routes.open.paths=/open/**",
			"microgate.access-control-policies.open.target-refs[0].name=open",
			"microgate.access-control-policies.open.policies[0].authorization=",
			"microgate.routes.denied.paths=/denied/**",
			"microgate.access-control-policies.denied.target-refs[0].name=denied",
			"microgate.access-control-policies.denied.policies[0].authorization.deny=" };

	private OpenAndDenied() {
	}

}
