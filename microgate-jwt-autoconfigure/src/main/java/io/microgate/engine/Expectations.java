package io.microgate.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import io.microgate.route.RouteSpec;
import org.jspecify.annotations.Nullable;

/**
 * Says for each decision what the configuration expects: the configured side of the check
 * that decided. Used for refusals in the log and in explanations. A part that the
 * configuration no longer has, because it was replaced after the decision, is left out.
 */
public final class Expectations {

	private static final String POLICIES = "accessControlPolicies";

	private final Map<String, RouteSpec> routes;

	private final Map<String, JwtSpec> jwts;

	private final Map<String, AccessControlPolicySpec> policies;

	/**
	 * Creates the expectations of a configuration.
	 * @param routes the routes by name, checked
	 * @param jwts the JWTs by name, checked
	 * @param policies the policies by name, checked
	 */
	public Expectations(Map<String, RouteSpec> routes, Map<String, JwtSpec> jwts,
			Map<String, AccessControlPolicySpec> policies) {
		this.routes = routes;
		this.jwts = jwts;
		this.policies = policies;
	}

	/**
	 * Says what the configuration expects where a decision was made.
	 * @param decision the decision
	 * @return what is expected
	 */
	public Expectation of(Decision decision) {
		DenyReason reason = decision.reason();
		EntryReference entry = decision.entry();
		if (reason == null) {
			return allowed(entry);
		}
		return switch (reason) {
			case ROUTE_NONE -> new Expectation(hosts(), List.of("routes"));
			case POLICY_NONE -> noEntry(decision.route());
			case REQUEST_PATH -> new Expectation(
					"A request is expected to have one reading of its path and of what tells routes apart", List.of());
			case ERROR_INTERNAL -> new Expectation("The line at error level says which exception there was", List.of());
			case POLICY_DENY -> entry(entry, "denies every request", "deny");
			case CLAIMS_REQUIRE_ALL, CLAIMS_REQUIRE_ANY, CLAIMS_REQUIRE_NONE -> claims(reason, entry);
			case CERTIFICATE_MISSING, CERTIFICATE_INVALID, CERTIFICATE_NOT_MET -> certificate(entry);
			case TOKEN_STEP_UP -> stepUp(entry);
			default -> token(reason, decision, entry);
		};
	}

	private static Expectation allowed(@Nullable EntryReference entry) {
		return (entry != null) ? entry(entry, "allows the request")
				: new Expectation("Health and the metadata of protected resources are open to every client", List.of());
	}

	private Expectation token(DenyReason reason, Decision decision, @Nullable EntryReference entry) {
		String name = (entry != null) ? entry.jwt() : null;
		JwtSpec spec = (name != null) ? this.jwts.get(name) : null;
		if (name == null || spec == null) {
			return entry(entry, "expects another token", "authentication");
		}
		return new TokenExpectations(name, spec).of(reason, decision.jwks());
	}

	private Expectation claims(DenyReason reason, @Nullable EntryReference entry) {
		Authorization spec = authorization(entry);
		if (spec == null) {
			return entry(entry, "expects other claims");
		}
		return switch (reason) {
			case CLAIMS_REQUIRE_ALL -> entry(entry, "expects " + ClaimExpectations.all(spec), "requireAll");
			case CLAIMS_REQUIRE_NONE ->
				entry(entry, "expects " + ClaimExpectations.none(spec), "extensions", "requireNone");
			default ->
				(spec.requireAny() != null) ? entry(entry, "expects " + ClaimExpectations.any(spec), "requireAny")
						: entry(entry, "expects " + ClaimExpectations.any(spec), "extensions", "requireAny");
		};
	}

	private Expectation certificate(@Nullable EntryReference entry) {
		Authorization spec = authorization(entry);
		return entry(entry,
				"expects " + ((spec != null) ? ClaimExpectations.certificates(spec) : "another certificate"));
	}

	private Expectation stepUp(@Nullable EntryReference entry) {
		Authorization spec = authorization(entry);
		StepUp stepUp = (spec != null) ? spec.extensions().stepUp() : null;
		if (stepUp == null) {
			return entry(entry, "expects another authentication of the user");
		}
		List<String> parts = new ArrayList<>();
		if (stepUp.acr() != null) {
			parts.add("with 'acr' " + TokenExpectations.list(stepUp.acr()));
		}
		if (stepUp.maxAge() != null) {
			parts.add("at most %s ago by 'auth_time'".formatted(stepUp.maxAge()));
		}
		return entry(entry, "expects a user who has authenticated " + String.join(" and ", parts), "extensions",
				"stepUp");
	}

	private @Nullable Authorization authorization(@Nullable EntryReference entry) {
		AccessControlPolicySpec policy = (entry != null) ? this.policies.get(entry.policy()) : null;
		List<PolicySpec> entries = (policy != null) ? policy.policies() : null;
		return (entry != null && entries != null && entry.number() < entries.size())
				? entries.get(entry.number()).authorization() : null;
	}

	private static Expectation entry(@Nullable EntryReference entry, String what, String... steps) {
		if (entry == null) {
			return new Expectation("The configuration " + what, List.of());
		}
		List<Object> part = new ArrayList<>(
				List.of(POLICIES, entry.policy(), "policies", entry.number(), "authorization"));
		part.addAll(List.of(steps));
		return new Expectation("Entry %d of policy '%s' %s".formatted(entry.number(), entry.policy(), what),
				List.copyOf(part));
	}

	private Expectation noEntry(@Nullable String route) {
		for (Map.Entry<String, AccessControlPolicySpec> policy : this.policies.entrySet()) {
			List<TargetRef> targets = policy.getValue().targetRefs();
			if (targets != null && targets.stream().anyMatch((target) -> String.valueOf(target.name()).equals(route))) {
				return new Expectation("Policy '%s' expects a request that meets the conditions of one of its entries"
					.formatted(policy.getKey()), List.of(POLICIES, policy.getKey(), "policies"));
			}
		}
		return new Expectation("The configuration expects a route with a policy", List.of("routes"));
	}

	/**
	 * A request to another host than expected is the usual mistake where all have one.
	 */
	private String hosts() {
		List<String> hosts = new ArrayList<>();
		for (RouteSpec route : this.routes.values()) {
			if (route.hostnames() == null) {
				return "The configuration expects a request that one of its routes is for, by host, path, method,"
						+ " headers and query parameters";
			}
			hosts.addAll(route.hostnames());
		}
		return hosts.isEmpty() ? "The configuration has no routes"
				: "The configuration expects a request for one of the hosts " + TokenExpectations.list(hosts)
						+ " that one of their routes is for";
	}

}
