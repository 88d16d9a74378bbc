package io.microgate.runtime;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.microgate.certificate.CertificateSource;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.configuration.SpecPlaces;
import io.microgate.jwt.JwtRules;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.Policy;
import io.microgate.policy.PolicyResources;
import io.microgate.propagation.PropagatedField;
import io.microgate.request.FieldNames;
import io.microgate.route.ChallengeRules;
import io.microgate.route.CommonRules;
import io.microgate.route.MetadataDocuments;
import io.microgate.route.RouteTable;

/**
 * Compiles checked specs into the route table: the policies, then the routes that they
 * are attached to.
 */
final class RouteCompiler {

	private final MicrogateProperties properties;

	private final SpecPlaces places;

	private final JwtRules jwtRules;

	private final CertificateSource certificates;

	private final Map<String, Map<String, byte[]>> configMaps;

	private final Clock clock;

	RouteCompiler(CheckedConfiguration configuration, JwtRules jwtRules, CertificateSource certificates, Clock clock) {
		this.properties = configuration.properties();
		this.places = configuration.places();
		this.jwtRules = jwtRules;
		this.certificates = certificates;
		this.configMaps = configuration.manifestSecrets();
		this.clock = clock;
	}

	RouteTable compile() {
		Map<String, PropagatedField> propagations = new HashMap<>();
		this.properties.identityPropagations()
			.forEach((name, spec) -> propagations.put(name,
					PropagatedField.compile(name, spec, this.certificates, this.clock)));
		Map<String, Policy> policies = policies(new PolicyResources(this.jwtRules::get, propagations::get,
				this.certificates, this.configMaps, this.clock));
		FieldNames propagated = FieldNames.of(propagations.values().stream().map(PropagatedField::name).toList());
		return RouteTable.compile(this.properties.routes(), policies::get)
			.with(new CommonRules(propagated, this.certificates,
					ChallengeRules.compile(this.properties.challenge().realm(), this.properties.protectedResources()),
					MetadataDocuments.compile(this.properties.protectedResources())));
	}

	private Map<String, Policy> policies(PolicyResources resources) {
		Map<String, Policy> policies = new HashMap<>();
		for (Map.Entry<String, AccessControlPolicySpec> spec : this.properties.accessControlPolicies().entrySet()) {
			String name = spec.getKey();
			Policy policy = Policy.compile(name, spec.getValue(), resources,
					(number) -> this.places.find("accessControlPolicies", name, "policies", number));
			for (AccessControlPolicySpec.TargetRef target : Objects.requireNonNull(spec.getValue().targetRefs())) {
				policies.put(Objects.requireNonNull(target.name()), policy);
			}
		}
		return policies;
	}

}
