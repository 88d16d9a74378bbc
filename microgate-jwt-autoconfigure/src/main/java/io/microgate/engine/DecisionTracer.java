package io.microgate.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.microgate.decision.Decision;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.TokenTrace;
import io.microgate.jwt.Verification;
import io.microgate.policy.Answer;
import io.microgate.policy.ClaimTrace;
import io.microgate.policy.Policy;
import io.microgate.policy.PolicyRule;
import io.microgate.policy.RuleTrace;
import io.microgate.request.SentRequest;
import io.microgate.request.SentToken;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteMatch;
import io.microgate.route.RouteTable;
import io.microgate.route.RouteTrace;
import org.jspecify.annotations.Nullable;

/**
 * Decides about requests as {@link PolicyDecisionPoint} does, and records how. Notifies
 * no listener.
 */
public final class DecisionTracer {

	private static final int MAX_ROUTES = 50;

	private final PolicyDecisionPoint decisionPoint;

	private final @Nullable Consumer<RequestDecision> withoutToken;

	/**
	 * Creates a tracer.
	 * @param openPaths the paths that are open by themselves
	 * @param clock tells when an exception may be logged again
	 */
	public DecisionTracer(OpenPaths openPaths, Clock clock) {
		this(new PolicyDecisionPoint(() -> {
			throw new IllegalStateException("Each request comes with its routes");
		}, openPaths, OpenPaths.NONE, List.of(), clock), null);
	}

	private DecisionTracer(PolicyDecisionPoint decisionPoint, @Nullable Consumer<RequestDecision> withoutToken) {
		this.decisionPoint = decisionPoint;
		this.withoutToken = withoutToken;
	}

	/**
	 * Has a test see each request without a token before it is decided.
	 * @param change makes the decision point one of the test
	 * @param withoutToken sees the requests
	 * @return a tracer with it
	 */
	public DecisionTracer beforeDecision(UnaryOperator<PolicyDecisionPoint> change,
			Consumer<RequestDecision> withoutToken) {
		return new DecisionTracer(change.apply(this.decisionPoint), withoutToken);
	}

	/**
	 * Decides about a request.
	 * @param request the request
	 * @param routes the routes
	 * @param token records how the token is looked for and verified
	 * @param sender adds the token to the request once it is known which JWT is asked for
	 * @return how the decision was made
	 */
	public DecisionTrace trace(SentRequest request, RouteTable routes, TokenTrace token,
			BiFunction<JwtRule, SentRequest, SentRequest> sender) {
		Resolution resolution = resolve(request, routes);
		SentRequest sent = send(request, resolution, sender);
		RequestDecision way = new RequestDecision(sent, false, routes, resolution, this.decisionPoint);
		return record(sent, routes, way, decide(way, token), token);
	}

	/**
	 * Decides about a request, without what is recorded beside its token.
	 * @param request the request
	 * @param routes the routes
	 * @param token records how the token is looked for and verified
	 * @param sender adds the token to the request once it is known which JWT is asked for
	 * @return the decision
	 */
	public Decision decide(SentRequest request, RouteTable routes, TokenTrace token,
			BiFunction<JwtRule, SentRequest, SentRequest> sender) {
		Resolution resolution = resolve(request, routes);
		return decide(
				new RequestDecision(send(request, resolution, sender), false, routes, resolution, this.decisionPoint),
				token);
	}

	private Resolution resolve(SentRequest request, RouteTable routes) {
		RequestDecision begun = new RequestDecision(request, false, routes, Resolution.UNREADABLE, this.decisionPoint);
		return this.decisionPoint.begin(request.again(), false, begun).resolution();
	}

	private static SentRequest send(SentRequest request, Resolution resolution,
			BiFunction<JwtRule, SentRequest, SentRequest> sender) {
		JwtRule authentication = resolution.authentication();
		return (authentication != null) ? sender.apply(authentication, request) : request;
	}

	private Decision decide(RequestDecision way, TokenTrace token) {
		SentToken sent = way.extractToken(token);
		if (sent != null) {
			way.verify(sent, token);
		}
		else if (this.withoutToken != null) {
			this.withoutToken.accept(way);
		}
		return way.conclude();
	}

	private DecisionTrace record(SentRequest request, RouteTable routes, RequestDecision way, Decision decision,
			TokenTrace token) {
		RouteMatch match = way.resolution().match();
		PolicyRule rule = way.resolution().rule();
		List<RouteTrace> matches = routes.trace(request, MAX_ROUTES);
		Policy policy = (match.route() != null) ? match.route().policy() : null;
		List<RuleTrace> rules = (policy != null) ? policy.trace(request.again()) : List.of();
		Verification verification = way.verification();
		List<ClaimTrace> claims = (rule != null) ? trace(rule, verification, request, match) : List.of();
		PolicyRule hiddenRule = null;
		RouteTrace hiddenRoute = null;
		if (!decision.allowed() && rule != null) {
			Allowance allowance = new Allowance(request, verification, rule, match);
			hiddenRule = allowance.firstOf(rules.subList(rule.reference().number() + 1, rules.size()));
			hiddenRoute = allowance.firstOf(matches, routes);
		}
		return new DecisionTrace(request, decision, way.isUnmatched(), match, rule, matches, rules, token, claims,
				hiddenRule, hiddenRoute);
	}

	/** Without authentication only certificates are asked for. */
	private static List<ClaimTrace> trace(PolicyRule rule, @Nullable Verification verification, SentRequest request,
			RouteMatch match) {
		if (rule.authentication() == null) {
			return rule.traceClaims(Map.of(), request, match);
		}
		return (verification != null && verification.isAuthenticated())
				? rule.traceClaims(verification.claims(), request, match) : List.of();
	}

	/**
	 * Finds what would allow a request that a rule refuses.
	 *
	 * @param request the request
	 * @param verification the outcome for its token, {@code null} if none was looked for
	 * @param decided the rule
	 * @param match how its route was found
	 */
	private record Allowance(SentRequest request, @Nullable Verification verification, PolicyRule decided,
			RouteMatch match) {

		/** Only the next rule that the request meets would decide. */
		@Nullable PolicyRule firstOf(List<RuleTrace> rules) {
			for (RuleTrace trace : rules) {
				if (trace.answer() != Answer.NO) {
					return (trace.answer() == Answer.YES && allows(trace.rule())) ? trace.rule() : null;
				}
			}
			return null;
		}

		@Nullable RouteTrace firstOf(List<RouteTrace> matches, RouteTable routes) {
			String route = Objects.requireNonNull(this.match.route()).name();
			for (RouteTrace trace : matches) {
				if (trace.mismatch() == null && !trace.match().route().equals(route)) {
					Policy policy = routes.policy(trace.match().route());
					return (policy != null && firstOf(policy.trace(this.request.again())) != null) ? trace : null;
				}
			}
			return null;
		}

		private boolean allows(PolicyRule rule) {
			boolean judged = rule.authentication() == null || rule.authentication() == this.decided.authentication();
			return judged && rule.decide("", this.verification, this.request, this.match).allowed();
		}

	}

}
