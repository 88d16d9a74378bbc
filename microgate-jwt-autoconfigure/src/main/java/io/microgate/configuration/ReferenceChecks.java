package io.microgate.configuration;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.microgate.constraint.Ref;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authentication;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Holds references against the resources that exist, and routes against the policies that
 * are attached to them.
 */
final class ReferenceChecks {

	/** What the author of a manifest calls an entry. */
	private static final Map<String, String> KINDS = Map.of("jwks", "a JWKS", "jwts", "a JWT", "routes", "an HTTPRoute",
			"secrets", "a Secret");

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
		Set<String> attached = properties.accessControlPolicies()
			.values()
			.stream()
			.flatMap((policy) -> (policy.targetRefs() != null) ? policy.targetRefs().stream() : Stream.empty())
			.map(TargetRef::name)
			.collect(Collectors.toSet());
		return properties.routes().keySet().stream().filter((route) -> !attached.contains(route)).sorted().toList();
	}

	void check(MicrogateProperties properties) {
		Set<String> secrets = new HashSet<>(properties.secrets().keySet());
		secrets.addAll(this.manifests.secrets().keySet());
		checkRefs("secrets", secrets, JwksChecks.secretRefs(properties));
		checkRefs("jwks", properties.jwks().keySet(),
				Located.resources("jwts", properties.jwts())
					.flatMap((jwt) -> jwt.items("requireAny", JwtSpec::requireAny))
					.flatMap((entry) -> entry.child("jwksRef", JwtSpec.RequireAny::jwksRef)));
		checkRefs("jwts", properties.jwts().keySet(),
				PolicyChecks.entries(properties)
					.flatMap((entry) -> entry.child("authorization", PolicySpec::authorization))
					.flatMap((authorization) -> authorization.child("authentication", Authorization::authentication))
					.flatMap((authentication) -> authentication.child("jwt", Authentication::jwt))
					.flatMap((jwt) -> jwt.child("jwtRef", JwtAuthentication::jwtRef)));
		checkAttachment(properties);
	}

	private void checkRefs(String component, Collection<String> names, Stream<Located<Ref>> refs) {
		refs.flatMap((ref) -> ref.child("name", Ref::name))
			.filter((name) -> !exists(component, names, name.spec()))
			.forEach((name) -> reportUnknown(component, names, name));
	}

	private boolean exists(String component, Collection<String> names, String name) {
		Damage damage = this.problems.damage();
		PropertyPath map = PropertyPath.ROOT.child(component);
		return name.isEmpty() || names.contains(name) || damage.explainsAbsence(map) || damage.covers(map.entry(name));
	}

	private void reportUnknown(String component, Collection<String> names, Located<String> name) {
		boolean inManifest = this.problems.provenance().isInManifest(name.path());
		this.problems.add(name.path(), name.spec(),
				inManifest ? "must name %s that exists".formatted(KINDS.get(component))
						: "must name an entry of '%s'".formatted(PropertyPath.ROOT.child(component)),
				Cures.forUnknownName(name.spec(), names));
	}

	private void checkAttachment(MicrogateProperties properties) {
		Collection<String> routes = properties.routes().keySet();
		Map<String, PropertyPath> attached = new HashMap<>();
		Located.resources("accessControlPolicies", properties.accessControlPolicies())
			.forEach((policy) -> policy.items("targetRefs", AccessControlPolicySpec::targetRefs)
				.flatMap((target) -> target.child("name", TargetRef::name))
				.forEach((name) -> attach(policy.path(), name, attached, routes)));
		if (!isAnyTargetUnclear(properties)) {
			routes.stream()
				.filter((route) -> !attached.containsKey(route) && !this.manifests.routes().contains(route))
				.forEach(this::reportUnattached);
		}
	}

	private void attach(PropertyPath policy, Located<String> name, Map<String, PropertyPath> attached,
			Collection<String> routes) {
		if (!exists("routes", routes, name.spec())) {
			reportUnknown("routes", routes, name);
			String meant = NearestName.find(name.spec(), routes);
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
	private boolean isAnyTargetUnclear(MicrogateProperties properties) {
		Damage damage = this.problems.damage();
		return damage.explainsAbsence(PropertyPath.ROOT.child("accessControlPolicies"))
				|| Located.resources("accessControlPolicies", properties.accessControlPolicies())
					.anyMatch((policy) -> damage.touches(policy.path().child("targetRefs"))
							|| isWithoutTarget(policy.spec().targetRefs()));
	}

	private static boolean isWithoutTarget(@Nullable List<TargetRef> targets) {
		return targets == null || targets.isEmpty()
				|| targets.stream().anyMatch((target) -> !StringUtils.hasLength(target.name()));
	}

	private void reportUnattached(String route) {
		PropertyPath path = PropertyPath.ROOT.child("routes").entry(route);
		this.problems.add(path, null, "must have an access control policy",
				"Name it in the %s of a policy; one whose entry says 'authorization: {}' opens it"
					.formatted(this.problems.spelling(path).quote("targetRefs")));
	}

}
