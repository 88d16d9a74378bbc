package io.microgate.test.refusal;

import java.time.Clock;
import java.time.Instant;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.Explanation;
import io.microgate.engine.Explanation.Change;
import io.microgate.engine.ExplanationText;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.request.RequestFacts;
import io.microgate.request.SentRequest;
import io.microgate.route.OpenPaths;
import io.microgate.runtime.ConfigurationExplainer;
import io.microgate.runtime.RunningConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * A decision and the request that it is about.
 *
 * @param context the application
 * @param request the request, with its token
 * @param decision the decision
 * @param time when it was made
 */
record RecordedDecision(ApplicationContext context, SentRequest request, Decision decision, Instant time) {

	private static final String OPEN_PATHS = "microgateOpenPaths";

	private static final String WITHOUT_CLAIMS = "%nUser      A mocked user without a Jwt has no claims. Mock one with jwt() or mockJwt(), or send a TestToken"
		.formatted();

	static RecordedDecision of(ApplicationContext context, RequestFacts request, Decision decision) {
		return new RecordedDecision(context, SentRequest.copyOf(request), decision, clock(context).instant());
	}

	/**
	 * Explains the decision by the configuration in force. Has values of claims, and
	 * neither a token nor a value that a condition on headers asks for.
	 * @return lines, the verdict first
	 */
	String explain() {
		Explanation explanation = explanation();
		String text = ExplanationText.of(explanation);
		if (!agrees(explanation.verdict().reason())) {
			return "The request was %s. Explained afterwards it is decided otherwise: the configuration was reloaded, or the log has an exception.%n%s"
				.formatted(outcome(), text);
		}
		if (isOfUserWithoutClaims()) {
			return text + WITHOUT_CLAIMS;
		}
		return isForAnotherHost(explanation.change()) ? text + hint(explanation) : text;
	}

	private Explanation explanation() {
		RunningConfiguration running = this.context.getBean(RunningConfiguration.class);
		OpenPaths openPaths = this.context.containsBean(OPEN_PATHS) ? this.context.getBean(OPEN_PATHS, OpenPaths.class)
				: OpenPaths.NONE;
		ConfigurationExplainer explainer = new ConfigurationExplainer(running::current, openPaths, "",
				clock(this.context));
		Explanation explanation = explainer.explain(this.request, this.time);
		boolean assumed = DenyReason.TOKEN_MISSING.code().equals(explanation.verdict().reason())
				&& this.decision.reason() != DenyReason.TOKEN_MISSING;
		return assumed ? explainer
			.beforeDecision(PolicyDecisionPoint::assuming, (decision) -> decision.assume(this.decision.jwt()))
			.explain(this.request, this.time) : explanation;
	}

	private static Clock clock(ApplicationContext context) {
		return context.getBean("microgateClock", Clock.class);
	}

	private boolean agrees(@Nullable String code) {
		DenyReason reason = this.decision.reason();
		return (reason != null) ? reason.code().equals(code) : code == null;
	}

	/** What was decided, in few words. */
	String outcome() {
		DenyReason reason = this.decision.reason();
		return (reason != null) ? "refused with %d: %s".formatted(reason.status(), reason.code()) : "allowed";
	}

	/** Refused for claims, and there is no token that has any. */
	private boolean isOfUserWithoutClaims() {
		DenyReason reason = this.decision.reason();
		return this.decision.jwt() == null && (reason == DenyReason.CLAIMS_REQUIRE_ALL
				|| reason == DenyReason.CLAIMS_REQUIRE_ANY || reason == DenyReason.CLAIMS_REQUIRE_NONE);
	}

	private boolean isForAnotherHost(@Nullable Change change) {
		return this.decision.reason() == DenyReason.ROUTE_NONE && change != null && "host".equals(change.target())
				&& change.value() != null;
	}

	/** A client of a test sends 'localhost', or none, unless it is told otherwise. */
	private static String hint(Explanation explanation) {
		String sent = explanation.request().host();
		String host = (explanation.change() != null) ? explanation.change().value() : null;
		return "%nHost      A route matches but for the host: the test sends %s, the route is for %s. Set @AutoConfigureMicrogateJwt(host = %s)"
			.formatted(sent.isEmpty() ? "none" : "'" + sent + "'", host, host);
	}

}
