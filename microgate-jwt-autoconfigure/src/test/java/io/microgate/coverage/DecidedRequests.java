package io.microgate.coverage;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.Decision;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.request.SentToken;
import io.microgate.request.TestRequest;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.ConfigurationCompiler;
import io.microgate.runtime.RunningConfiguration;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * Decides as an application would.
 */
final class DecidedRequests {

	private static final Clock CLOCK = Clock.fixed(AccessProbes.NOW, ZoneOffset.UTC);

	private DecidedRequests() {
	}

	static List<Decision> decide(CheckedConfiguration configuration, List<TestRequest> requests) {
		try (ConfigurationCompiler compiler = new ConfigurationCompiler(new DefaultResourceLoader(), null, CLOCK,
				List.of()); RunningConfiguration running = new RunningConfiguration(configuration, compiler)) {
			PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(running::routes, OpenPaths.NONE, OpenPaths.NONE,
					List.of(), CLOCK);
			boolean passes = configuration.passesUnmatchedRequests();
			return requests.stream()
				.map((request) -> decide(decisionPoint.begin(request.again(), false, null), passes))
				.toList();
		}
	}

	private static Decision decide(RequestDecision decision, boolean passes) {
		if (passes && decision.isUnmatched()) {
			return Decision.ALLOW;
		}
		SentToken token = decision.extractToken();
		if (token != null && decision.remembered(token) == null) {
			decision.verify(token).join();
		}
		return decision.conclude();
	}

}
