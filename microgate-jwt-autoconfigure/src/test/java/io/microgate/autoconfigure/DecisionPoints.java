package io.microgate.autoconfigure;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwks.JwksCompiler;
import io.microgate.jwks.JwksSources;
import io.microgate.jwks.Secrets;
import io.microgate.match.RequestFacts;
import io.microgate.route.OpenPaths;
import io.microgate.route.PolicyDecisionPoint;
import io.microgate.route.RequestDecision;

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
		MicrogateProperties properties = configuration.properties();
		Secrets secrets = new Secrets(properties.secrets(), configuration.manifestSecrets(),
				new DefaultResourceLoader());
		try (JwksSources sources = JwksSources.compile(properties.jwks(),
				new JwksCompiler(secrets, null, clock, List.of()))) {
			PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(
					new RouteCompiler(properties, sources, clock).compile(), OpenPaths.NONE, OpenPaths.NONE, List.of());
			Predicate<RequestFacts> allowed = (request) -> isAllowed(decisionPoint.begin(request, false));
			return requests.keySet().stream().filter((name) -> allowed.test(requests.get(name))).toList();
		}
	}

	private static boolean isAllowed(RequestDecision decision) {
		String token = decision.extractToken();
		if (token != null) {
			decision.verify(token).join();
		}
		return decision.conclude().allowed();
	}

}
