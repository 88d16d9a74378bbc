package io.microgate.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.policy.PolicyResources;
import io.microgate.constraint.Marker;
import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteTable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestDecision}: the decision is made once, and names what it was
 * made by.
 */
class RequestDecisionTests {

	private final List<Decision> told = new ArrayList<>();

	private final DecisionListener listener = (request, decision) -> this.told.add(decision);

	private RequestDecision begin(boolean open) {
		Authorization authorization = Authorizations.of(null, open ? null : new Marker(), null, null);
		Policy policy = Policy.compile("secured",
				new AccessControlPolicySpec(List.of(), List.of(new PolicySpec(null, authorization, null)),
						new AccessControlPolicySpec.Extensions(false)),
				PolicyResources.of((name) -> null), (number) -> null);
		RouteTable routes = RouteTable.compile(Map.of("shop", new RouteSpec(null, List.of("/shop/**"), null)),
				(name) -> policy);
		return new PolicyDecisionPoint(() -> routes, OpenPaths.NONE, OpenPaths.NONE, List.of(this.listener))
			.begin(new TestRequest("GET", "/shop/x"), false, null);
	}

	@Test
	void concludeWhenAnEntryDecidesThenNamesRouteAndEntry() {
		EntryReference entry = new EntryReference("secured", 0, null, null);
		assertThat(begin(true).conclude()).isEqualTo(new Decision(null, null, "shop", entry, null, null));
		assertThat(begin(false).conclude())
			.isEqualTo(new Decision(DenyReason.POLICY_DENY, null, "shop", entry, null, null));
	}

	@Test
	void concludeWhenConcludedBeforeThenTheSameAndListenersAreToldOnce() {
		RequestDecision decision = begin(true);
		assertThat(decision.isAllowed()).isFalse();
		Decision first = decision.conclude();
		assertThat(decision.isAllowed()).isTrue();
		assertThat(decision.conclude()).isSameAs(first);
		assertThat(decision.concludeFailed(new IllegalStateException())).isSameAs(first);
		assertThat(this.told).containsExactly(first);
	}

	@Test
	void concludeWhenFailedOrNotForTheRoutesThenDeniedAndNotAllowedLater() {
		RequestDecision failed = begin(true);
		assertThat(failed.concludeFailed(new StackOverflowError()).reason()).isEqualTo(DenyReason.ERROR_INTERNAL);
		assertThat(failed.conclude().reason()).isEqualTo(DenyReason.ERROR_INTERNAL);
		RequestDecision unmatched = begin(true);
		assertThat(unmatched.concludeUnmatched().reason()).isEqualTo(DenyReason.ROUTE_NONE);
		RequestDecision unreadable = begin(true);
		assertThat(unreadable.concludeUnreadable().reason()).isEqualTo(DenyReason.REQUEST_PATH);
		assertThat(List.of(failed, unmatched, unreadable)).noneMatch(RequestDecision::isAllowed)
			.allMatch((decision) -> !decision.conclude().allowed());
		assertThat(this.told).hasSize(3);
	}

	@Test
	void beginWhenFactsCannotBeReadThenDeniedWithoutRoute() {
		PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(() -> {
			throw new IllegalStateException("no routes");
		}, OpenPaths.NONE, OpenPaths.NONE, List.of(this.listener));
		assertThat(decisionPoint.beginFailed(new IllegalStateException()).conclude())
			.isEqualTo(Decision.deny(DenyReason.ERROR_INTERNAL));
		assertThat(decisionPoint.begin(TestRequest.get(), false, null).conclude())
			.isEqualTo(Decision.deny(DenyReason.ERROR_INTERNAL));
	}

}
