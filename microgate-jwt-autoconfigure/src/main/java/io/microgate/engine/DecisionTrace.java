package io.microgate.engine;

import java.util.List;

import io.microgate.decision.Decision;
import io.microgate.jwt.TokenTrace;
import io.microgate.policy.ClaimTrace;
import io.microgate.policy.PolicyRule;
import io.microgate.policy.RuleTrace;
import io.microgate.request.SentRequest;
import io.microgate.route.RouteMatch;
import io.microgate.route.RouteTrace;
import org.jspecify.annotations.Nullable;

/**
 * Records the way of a request to its decision.
 *
 * @param request the request, without a token that is given beside it
 * @param decision the decision
 * @param unmatched whether the request is left to what {@code unmatched-requests} says
 * @param match what the route table knows of the request
 * @param rule the entry that decides, {@code null} if none does
 * @param routes the matches that the request meets, then the nearest misses
 * @param rules the entries of the policy, all of them
 * @param token how the token was looked for and verified
 * @param claims the conditions on claims, none without a verified token
 * @param hiddenRule the next entry of the policy that would allow the request, if the one
 * that decides refuses it; {@code null} if there is none
 * @param hiddenRoute the next route that would allow the request, {@code null} if there
 * is none
 */
public record DecisionTrace(SentRequest request, Decision decision, boolean unmatched, RouteMatch match,
		@Nullable PolicyRule rule, List<RouteTrace> routes, List<RuleTrace> rules, TokenTrace token,
		List<ClaimTrace> claims, @Nullable PolicyRule hiddenRule, @Nullable RouteTrace hiddenRoute) {
}
