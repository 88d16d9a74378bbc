package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.JwtAuthentication;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.OpenPath;
import io.microgate.route.ProtectingRoutes;
import org.jspecify.annotations.Nullable;

/**
 * A configuration, free of errors, that is compared with another one.
 */
public final class ComparedConfiguration {

	private final CoveredConfiguration covered;

	private final Map<String, JwtSpec> jwts;

	private final Map<String, JwksSpec> jwks;

	private final ClientProofs proofs;

	private final Map<String, List<GovernedMatch>> byHost;

	private final Map<String, String> policies = new HashMap<>();

	/**
	 * Prepares a configuration.
	 * @param covered its routes and policies
	 * @param jwts its JWTs by their names
	 * @param jwks its JWKS by their names
	 * @param proofs what it says about certificates and proofs of clients
	 */
	public ComparedConfiguration(CoveredConfiguration covered, Map<String, JwtSpec> jwts, Map<String, JwksSpec> jwks,
			ClientProofs proofs) {
		this.covered = covered;
		this.jwts = jwts;
		this.jwks = jwks;
		this.proofs = proofs;
		this.byHost = covered.byHost(covered.matches());
		for (String policy : covered.entries().keySet()) {
			covered.targets(policy).forEach((route) -> this.policies.put(route, policy));
		}
	}

	/** What becomes of requests that no route is for. */
	Effect unmatched() {
		return switch (this.covered.unmatched()) {
			case REFUSED -> Effect.NO_ROUTE;
			case PASSED -> Effect.PASSED;
			case LEFT_TO_OTHERS -> Effect.LEFT_TO_OTHERS;
		};
	}

	Set<String> hosts() {
		return this.byHost.keySet();
	}

	/** Whether routes differ in their hosts. */
	boolean isByHost() {
		return this.byHost.size() > 1;
	}

	/**
	 * The matches for a host, those for that host alone first, then wildcards from the
	 * longest on, then those for every host.
	 */
	List<GovernedMatch> matches(String host) {
		List<GovernedMatch> chain = new ArrayList<>(this.byHost.getOrDefault(host, List.of()));
		this.byHost.keySet()
			.stream()
			.filter((wildcard) -> wildcard.startsWith(".") && host.endsWith(wildcard) && !host.equals(wildcard))
			.sorted(Comparator.comparing(String::length).reversed())
			.forEach((wildcard) -> chain.addAll(Objects.requireNonNull(this.byHost.get(wildcard))));
		if (!host.isEmpty()) {
			chain.addAll(Objects.requireNonNull(this.byHost.get("")));
		}
		return chain;
	}

	/** The matches of all hosts that a policy decides about. */
	List<GovernedMatch> governed() {
		return this.byHost.values()
			.stream()
			.flatMap(Collection::stream)
			.filter((match) -> match.entries() != null)
			.toList();
	}

	/**
	 * Finds the routes that are written for an open path or below. They protect what is
	 * below the path where they begin, for every host and method.
	 * @param openPath the path
	 * @return the names of the routes, in order
	 */
	public Set<String> protecting(String openPath) {
		return protectingMatches(openPath).stream()
			.map(GovernedMatch::route)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Compares what is open with another configuration.
	 * @param other the other configuration
	 * @param openPath a path that is open with all below it where no route says otherwise
	 * @return whether the same routes protect it, and decide in the same way
	 */
	public boolean protectsLike(ComparedConfiguration other, String openPath) {
		List<GovernedMatch> mine = protectingMatches(openPath);
		List<GovernedMatch> others = other.protectingMatches(openPath);
		return mine.size() == others.size() && mine.stream()
			.allMatch((match) -> others.stream()
				.anyMatch((another) -> match.match().equals(another.match()) && match.decidesLike(another)));
	}

	private List<GovernedMatch> protectingMatches(String openPath) {
		List<OpenPath> open = List.of(OpenPath.withBelow(openPath, List.of()));
		return governed().stream()
			.filter((match) -> !ProtectingRoutes.of(List.of(match.match()), (route) -> true, open).below().isEmpty())
			.toList();
	}

	/** The methods that routes or entries ask for. */
	Set<String> methods() {
		Set<String> methods = new HashSet<>();
		for (ExpandedMatch match : this.covered.matches()) {
			if (match.method() != null) {
				methods.add(match.method());
			}
		}
		for (List<PolicyEntry> entries : this.covered.entries().values()) {
			for (PolicyEntry entry : entries) {
				RequestConditions conditions = entry.requestConditions();
				if (conditions != null && conditions.method() != null) {
					methods.addAll(conditions.method());
				}
			}
		}
		return methods;
	}

	/** The policy of a route. */
	@Nullable String policy(String route) {
		return this.policies.get(route);
	}

	/** The JWTs that entries ask for, by their names. */
	Map<String, JwtSpec> usedJwts() {
		Map<String, JwtSpec> used = new HashMap<>();
		for (String policy : Set.copyOf(this.policies.values())) {
			for (PolicyEntry entry : Objects.requireNonNull(this.covered.entries().get(policy))) {
				String name = jwt(entry);
				if (name != null) {
					used.put(name, jwt(name));
				}
			}
		}
		return used;
	}

	/** Name of the JWT that an entry asks for, {@code null} if it asks for none. */
	static @Nullable String jwt(PolicyEntry entry) {
		JwtAuthentication jwt = (entry.authorization().authentication() != null)
				? entry.authorization().authentication().jwt() : null;
		return (jwt != null && jwt.jwtRef() != null) ? jwt.jwtRef().name() : null;
	}

	/** Whether some entry lets through requests without the token that it asks for. */
	boolean isOptional(String jwt) {
		return this.covered.entries()
			.values()
			.stream()
			.flatMap(List::stream)
			.anyMatch((entry) -> jwt.equals(jwt(entry)) && entry.effect() == Effect.OPEN);
	}

	Map<String, JwtSpec> jwts() {
		return this.jwts;
	}

	ClientProofs proofs() {
		return this.proofs;
	}

	JwtSpec jwt(String name) {
		return Objects.requireNonNull(this.jwts.get(name), () -> "No JWT is named '" + name + "'");
	}

	@Nullable JwksSpec jwks(@Nullable String name) {
		return (name != null) ? this.jwks.get(name) : null;
	}

}
