package io.microgate.runtime;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.Decision;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.request.RequestFacts;
import io.microgate.request.SentToken;
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
			Predicate<RequestFacts> allowed = (request) -> decide(running, request).allowed();
			return requests.keySet().stream().filter((name) -> allowed.test(requests.get(name))).toList();
		}
	}

	/**
	 * Decides about a request.
	 * @param running the configuration
	 * @param request the request
	 * @return the decision
	 */
	public static Decision decide(RunningConfiguration running, RequestFacts request) {
		return decide(decisionPoint(running), request);
	}

	static PolicyDecisionPoint decisionPoint(RunningConfiguration running) {
		return new PolicyDecisionPoint(running::routes, OpenPaths.NONE, OpenPaths.NONE, List.of());
	}

	static Decision decide(PolicyDecisionPoint decisionPoint, RequestFacts request) {
		RequestDecision decision = decisionPoint.begin(request, false, null);
		if (decision.isUnmatched()) {
			return decision.concludeUnmatched();
		}
		SentToken token = decision.extractToken();
		if (token != null && decision.remembered(token) == null) {
			decision.verify(token).join();
		}
		return decision.conclude();
	}

}
