package io.microgate.runtime;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.request.RequestFacts;
import io.microgate.route.OpenPaths;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * Decides as an application of some configuration would, without the application.
 */
public final class DecisionPoints {

	private DecisionPoints() {
	}

	/**
	 * Decides about requests.
	 * @param configuration the configuration, whose keys are local
	 * @param requests requests by name
	 * @param clock the time to judge by
	 * @return names of the requests that are let through
	 */
	public static List<String> allowed(CheckedConfiguration configuration, Map<String, RequestFacts> requests,
			Clock clock) {
		try (ConfigurationCompiler compiler = new ConfigurationCompiler(new DefaultResourceLoader(), null, clock,
				List.of()); RunningConfiguration running = new RunningConfiguration(configuration, compiler)) {
			PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(running::routes, OpenPaths.NONE, OpenPaths.NONE,
					List.of());
			Predicate<RequestFacts> allowed = (request) -> isAllowed(decisionPoint.begin(request, false, null));
			return requests.keySet().stream().filter((name) -> allowed.test(requests.get(name))).toList();
		}
	}

	private static boolean isAllowed(RequestDecision decision) {
		String token = decision.extractToken();
		if (token != null && decision.remembered(token) == null) {
			decision.verify(token).join();
		}
		return decision.conclude().allowed();
	}

}
