package io.microgate.test.policy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import io.microgate.runtime.ConfigurationExplainer;
import io.microgate.secret.Secrets;
import io.microgate.test.token.TestKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * Decides about the requests of cases with the engine, without a web stack.
 */
final class CaseEngine {

	private static final Secrets NO_SECRETS = new Secrets(Map.of(), new DefaultResourceLoader());

	private final CheckedConfiguration configuration;

	private final ConfigurationExplainer explainer;

	private final PolicyCaseRunner runner;

	private final Clock clock;

	/**
	 * Creates an engine.
	 * @param configuration the configuration
	 * @param explainer decides by it
	 * @param keys the keys that it trusts
	 * @param clock the time of requests
	 * @param forwarded whether the server takes host and client from forwarded headers
	 */
	CaseEngine(CheckedConfiguration configuration, ConfigurationExplainer explainer, TestKeys keys, Clock clock,
			boolean forwarded) {
		this.configuration = configuration;
		this.explainer = explainer;
		this.runner = new PolicyCaseRunner(explainer, configuration, keys, forwarded);
		this.clock = clock;
	}

	/** Creates an engine for a configuration that no application uses. */
	static CaseEngine offline(CheckedConfiguration configuration, TestKeys keys, boolean forwarded) {
		Clock clock = Clock.fixed(PolicyCase.DEFAULT_TIME, ZoneOffset.UTC);
		ConfigurationExplainer explainer = ConfigurationExplainer.offline(configuration,
				(name, spec) -> keys.compile(name, spec, NO_SECRETS), clock);
		return new CaseEngine(configuration, explainer, keys, clock, forwarded);
	}

	CheckedConfiguration configuration() {
		return this.configuration;
	}

	/** Sends a request now, with its token. */
	ExplainRequest request(PolicyCaseRequest request, @Nullable PolicyCaseToken token) {
		return this.runner.request(new PolicyCase(null, null, request, token, false, null, this.clock.instant(), null));
	}

	/**
	 * Decides about the request of a case at the time of the case.
	 * @throws AssertionError if the decision is not the expected one
	 */
	void require(PolicyCase policyCase) {
		this.runner.require(policyCase);
	}

	/** Whether the time of a case does not matter, or is that of the application. */
	boolean isNow(PolicyCase policyCase) {
		return PolicyCase.DEFAULT_TIME.equals(policyCase.time()) || policyCase.time().equals(this.clock.instant());
	}

	/**
	 * Whether a proxy may have to pass the certificate on, as it is not known who sends
	 * the request.
	 */
	boolean hasUnknownPeer(PolicyCaseRequest request) {
		return request.certificate() != null && request.remoteAddress() == null
				&& this.configuration.properties().clientCertificate() != null;
	}

	Decided decide(ExplainRequest request) {
		Decision decision = this.explainer.decide(request);
		DenyReason reason = decision.reason();
		if (reason == DenyReason.ROUTE_NONE && this.configuration.passesUnmatchedRequests()) {
			Explanation.Verdict verdict = this.explainer.explain(request).verdict();
			reason = (verdict.reason() != null) ? reason : null;
		}
		return new Decided(reason, decision);
	}

	Explanation explain(ExplainRequest request) {
		return this.explainer.explain(request);
	}

	/**
	 * How a request is decided.
	 *
	 * @param reason why it is refused, {@code null} if it is allowed
	 * @param decision the decision
	 */
	record Decided(@Nullable DenyReason reason, Decision decision) {

		boolean allowed() {
			return this.reason == null;
		}

		/** Whether an entry decides on a route. */
		boolean isBy(String route, String policy, int number) {
			return route.equals(this.decision.route()) && this.decision.entry() != null
					&& this.decision.entry().policy().equals(policy) && this.decision.entry().number() == number;
		}

	}

}
