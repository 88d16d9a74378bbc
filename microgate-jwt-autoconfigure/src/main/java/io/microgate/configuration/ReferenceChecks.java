package io.microgate.configuration;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.microgate.match.RelaxedName;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import io.microgate.secret.SecretFile;

import org.springframework.util.StringUtils;

/**
 * Holds references against the resources that exist, and routes against the policies that
 * are attached to them.
 */
final class ReferenceChecks {

	/** What the author of a manifest calls an entry. */
	private static final Map<String, String> KINDS = Map.of("jwks", "a JWKS", "jwts", "a JWT", "routes", "an HTTPRoute",
			"secrets", "a Secret", "identityPropagations", "an IdentityPropagation");

	private static final String TARGETS = "accessControlPolicies.targetRefs.name";

	private final Problems problems;

	private final ManifestContent manifests;

	ReferenceChecks(Problems problems, ManifestContent manifests) {
		this.problems = problems;
		this.manifests = manifests;
	}

	/**
	 * Routes that no policy names. Those of the properties are an error.
	 * @param properties the configuration
	 * @return names of routes
	 */
	static List<String> routesWithoutPolicy(MicrogateProperties properties) {
		Set<String> routes = new TreeSet<>(properties.routes().keySet());
		for (SpecElement<String> name : SpecElement.find(properties, TARGETS, String.class)) {
			routes.remove(name.spec());
		}
		return List.copyOf(routes);
	}

	void check(MicrogateProperties properties) {
		Set<String> secrets = new HashSet<>(properties.secrets().keySet());
		secrets.addAll(this.manifests.secrets().keySet());
		for (SecretFile file : SecretFile.values()) {
			checkNames("secrets", secrets, SecretChecks.names(properties, file));
		}
		checkNames("jwks", properties.jwks().keySet(),
				SpecElement.find(properties, "jwts.requireAny.jwksRef.name", String.class));
		checkNames("jwts", properties.jwts().keySet(), SpecElement.find(properties,
				"accessControlPolicies.policies.authorization.authentication.jwt.jwtRef.name", String.class));
		checkNames("identityPropagations", properties.identityPropagations().keySet(),
				SpecElement.find(properties, PropagationChecks.REFERENCES, String.class));
		checkNames("routes", properties.routes().keySet(), ProtectedResourceChecks.routes(properties));
		checkAttachment(properties);
	}

	private void checkNames(String component, Collection<String> names, List<SpecElement<String>> refs) {
		for (SpecElement<String> name : refs) {
			if (!exists(component, names, name.spec())) {
				reportUnknown(component, names, name);
			}
		}
	}

	private boolean exists(String component, Collection<String> names, String name) {
		InvalidPaths invalid = this.problems.invalidPaths();
		PropertyPath map = PropertyPath.ROOT.child(component);
		return name.isEmpty() || names.contains(name) || invalid.explainsAbsence(map)
				|| invalid.covers(map.entry(name));
	}

	private void reportUnknown(String component, Collection<String> names, SpecElement<String> name) {
		boolean inManifest = this.problems.provenance().isInManifest(name.path());
		this.problems.add(name.path(), name.spec(),
				inManifest ? "must name %s that exists".formatted(KINDS.get(component))
						: "must name an entry of '%s'".formatted(PropertyPath.ROOT.child(component)),
				RelaxedName.cureForReference(name.spec(), names));
	}

	private void checkAttachment(MicrogateProperties properties) {
		Collection<String> routes = properties.routes().keySet();
		Map<String, PropertyPath> attached = new HashMap<>();
		List<SpecElement<AccessControlPolicySpec>> policies = SpecElement.find(properties, "accessControlPolicies",
				AccessControlPolicySpec.class);
		boolean unclear = this.problems.invalidPaths()
			.explainsAbsence(PropertyPath.ROOT.child("accessControlPolicies"));
		for (SpecElement<AccessControlPolicySpec> policy : policies) {
			for (SpecElement<String> name : policy.find("targetRefs.name", String.class)) {
				attach(policy.path(), name, attached, routes);
			}
			unclear |= isTargetUnclear(policy);
		}
		for (String route : routes) {
			if (!unclear && !attached.containsKey(route) && !this.manifests.routes().contains(route)) {
				reportUnattached(route);
			}
		}
	}

	private void attach(PropertyPath policy, SpecElement<String> name, Map<String, PropertyPath> attached,
			Collection<String> routes) {
		if (!exists("routes", routes, name.spec())) {
			reportUnknown("routes", routes, name);
			String meant = RelaxedName.nearest(name.spec(), routes);
			attached.putIfAbsent((meant != null) ? meant : "", policy);
			return;
		}
		PropertyPath first = attached.putIfAbsent(name.spec(), policy);
		if (first != null && !first.equals(policy)) {
			this.problems.add(name.path(), name.spec(), "must name a route that no other policy names, but %s does"
				.formatted(this.problems.provenance().quote(first)), "Move the entries of one policy into the other");
		}
	}

	/**
	 * A policy whose targets are wrong may be meant for any route.
	 */
	private boolean isTargetUnclear(SpecElement<AccessControlPolicySpec> policy) {
		List<TargetRef> targets = policy.spec().targetRefs();
		if (targets == null || targets.isEmpty()
				|| this.problems.invalidPaths().touches(policy.path().child("targetRefs"))) {
			return true;
		}
		for (TargetRef target : targets) {
			if (!StringUtils.hasLength(target.name())) {
				return true;
			}
		}
		return false;
	}

	private void reportUnattached(String route) {
		PropertyPath path = PropertyPath.ROOT.child("routes").entry(route);
		this.problems.add(path, null, "must have an access control policy",
				"Name it in the %s of a policy; one whose entry says 'authorization: {}' opens it"
					.formatted(this.problems.spelling(path).quote("targetRefs")));
	}

}
