package io.microgate.configuration;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authentication;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import io.microgate.spec.Ref;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Holds references against the resources that exist, and routes against the policies that
 * are attached to them.
 */
final class ReferenceChecks {

	private final Problems problems;

	ReferenceChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		checkRefs("secrets", properties.secrets().keySet(), JwksChecks.secretRefs(properties));
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
		this.problems.add(name.path(), name.spec(),
				"must name an entry of '%s'".formatted(PropertyPath.ROOT.child(component)),
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
			routes.stream().filter((route) -> !attached.containsKey(route)).forEach(this::reportUnattached);
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
			this.problems.add(name.path(), name.spec(),
					"must name a route that no other policy names, but '%s' does".formatted(first),
					"Move the entries of one policy into the other");
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
		this.problems.add(PropertyPath.ROOT.child("routes").entry(route), null, "must have an access control policy",
				"Name it in the 'targetRefs' of a policy; one whose entry says 'authorization: {}' opens it");
	}

}
