package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import io.microgate.route.ExpandedMatch;
import org.jspecify.annotations.Nullable;

/**
 * The routes and policies of a configuration, as cases are derived from them.
 */
final class DerivedPolicies {

	private final MicrogateProperties properties;

	private final List<ExpandedMatch> matches = new ArrayList<>();

	private final List<DerivedEntry> entries = new ArrayList<>();

	private final Map<String, List<DerivedEntry>> byRoute = new LinkedHashMap<>();

	DerivedPolicies(MicrogateProperties properties) {
		this.properties = properties;
		properties.routes().forEach((name, spec) -> this.matches.addAll(ExpandedMatch.expand(name, spec)));
		properties.accessControlPolicies().forEach(this::add);
	}

	private void add(String policy, AccessControlPolicySpec spec) {
		List<DerivedEntry> derived = new ArrayList<>();
		for (int i = 0; i < Objects.requireNonNull(spec.policies()).size(); i++) {
			derived.add(DerivedEntry.of(policy, i, spec.policies().get(i), this.properties));
		}
		this.entries.addAll(derived);
		for (TargetRef target : Objects.requireNonNull(spec.targetRefs())) {
			this.byRoute.put(Objects.requireNonNull(target.name()), derived);
		}
	}

	MicrogateProperties properties() {
		return this.properties;
	}

	List<ExpandedMatch> matches() {
		return this.matches;
	}

	/** The entries of all policies. */
	List<DerivedEntry> entries() {
		return this.entries;
	}

	/** The entries of the policy of a route, {@code null} if it has none. */
	@Nullable List<DerivedEntry> entries(String route) {
		return this.byRoute.get(route);
	}

	/** The entries that may decide about a request, however it is changed otherwise. */
	Set<DerivedEntry> entriesFor(RequestDraft request) {
		Set<DerivedEntry> possible = new LinkedHashSet<>();
		for (ExpandedMatch match : this.matches) {
			if (match == request.match() || match.path().contains(request.path())) {
				possible.addAll(this.byRoute.getOrDefault(match.route(), List.of()));
			}
		}
		return possible;
	}

	/** IP address that requests come from, {@code null} if it does not matter. */
	@Nullable String remoteAddress() {
		return this.entries.stream()
			.anyMatch((entry) -> entry.conditions() != null && entry.conditions().remoteIp() != null)
				|| this.properties.clientCertificate() != null ? RequestProbes.LOOPBACK : null;
	}

	/** The sources of a JWT, and all that may become one. */
	Set<TokenPlacement> placements(List<TokenPlacement> own) {
		Set<TokenPlacement> all = new LinkedHashSet<>(own);
		all.add(TokenPlacement.BEARER);
		this.properties.jwts().values().forEach((other) -> all.addAll(TokenPlacement.of(other)));
		all.add(new TokenPlacement(TokenPlacement.Kind.QUERY_PARAMETER, "access_token"));
		return all;
	}

}
