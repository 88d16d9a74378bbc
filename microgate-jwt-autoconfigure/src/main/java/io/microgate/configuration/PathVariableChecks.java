package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.PathPatternText;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.route.RouteSpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the path variables that claims are compared with have a value in every
 * request: each is one whole segment in every match of the routes of its policy.
 */
final class PathVariableChecks {

	private final Problems problems;

	PathVariableChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		for (SpecElement<AccessControlPolicySpec> policy : SpecElement.find(properties, "accessControlPolicies",
				AccessControlPolicySpec.class)) {
			for (String claims : AuthorizationChecks.CLAIMS) {
				for (SpecElement<String> variable : policy
					.find("policies.authorization." + claims + ".value.extensions.equals.pathVariable", String.class)) {
					check(variable, targets(policy, properties));
				}
			}
		}
	}

	private static List<SpecElement<RouteSpec>> targets(SpecElement<AccessControlPolicySpec> policy,
			MicrogateProperties properties) {
		List<SpecElement<RouteSpec>> targets = new ArrayList<>();
		for (SpecElement<RouteSpec> route : SpecElement.find(properties, "routes", RouteSpec.class)) {
			for (SpecElement<String> name : policy.find("targetRefs.name", String.class)) {
				if (name.spec().equals(route.path().name())) {
					targets.add(route);
				}
			}
		}
		return targets;
	}

	private void check(SpecElement<String> variable, List<SpecElement<RouteSpec>> routes) {
		for (SpecElement<RouteSpec> route : routes) {
			PropertyPath match = matchWithout(variable.spec(), route);
			if (match != null) {
				String name = variable.spec();
				this.problems.add(variable.path(), name,
						"must be a path variable that is a whole segment in every match of the routes of the policy, but %s has no such variable"
							.formatted(this.problems.provenance().quote(match)),
						name.startsWith("{") ? "Write its name without braces"
								: "Write {%s} as a segment there, or give that route a policy of its own"
									.formatted(name));
				return;
			}
		}
	}

	/** Finds a match without the variable; those of the Gateway API have none. */
	private static @Nullable PropertyPath matchWithout(String variable, SpecElement<RouteSpec> route) {
		for (SpecElement<String> pattern : route.find("paths", String.class)) {
			if (PathPatternText.parse(pattern.spec()).positionOf(variable) == null) {
				return pattern.path();
			}
		}
		for (SpecElement<RouteSpec.Match> match : route.find("matches", RouteSpec.Match.class)) {
			return match.path();
		}
		boolean everyPath = route.spec().paths() == null && route.spec().matches() == null;
		return everyPath ? route.path() : null;
	}

}
