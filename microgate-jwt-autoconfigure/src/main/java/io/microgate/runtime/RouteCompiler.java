package io.microgate.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.configuration.SpecPlaces;
import io.microgate.jwt.JwtRules;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.Policy;
import io.microgate.route.RouteTable;

/**
 * Compiles checked specs into the route table: the policies, then the routes that they
 * are attached to.
 */
final class RouteCompiler {

	private final MicrogateProperties properties;

	private final SpecPlaces places;

	private final JwtRules jwtRules;

	RouteCompiler(CheckedConfiguration configuration, JwtRules jwtRules) {
		this.properties = configuration.properties();
		this.places = configuration.places();
		this.jwtRules = jwtRules;
	}

	RouteTable compile() {
		Map<String, Policy> policies = new HashMap<>();
		for (Map.Entry<String, AccessControlPolicySpec> spec : this.properties.accessControlPolicies().entrySet()) {
			String name = spec.getKey();
			Policy policy = Policy.compile(name, spec.getValue(), this.jwtRules::get,
					(number) -> this.places.find("accessControlPolicies", name, "policies", number));
			for (AccessControlPolicySpec.TargetRef target : Objects.requireNonNull(spec.getValue().targetRefs())) {
				policies.put(Objects.requireNonNull(target.name()), policy);
			}
		}
		return RouteTable.compile(this.properties.routes(), policies::get);
	}

}
