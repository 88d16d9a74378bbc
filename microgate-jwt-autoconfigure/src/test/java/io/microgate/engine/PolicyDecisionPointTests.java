package io.microgate.engine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import io.microgate.certificate.CertificateSource;
import io.microgate.policy.PolicyResources;
import io.microgate.decision.DenyReason;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.FieldNames;
import io.microgate.request.TestRequest;
import io.microgate.route.ChallengeRules;
import io.microgate.route.CommonRules;
import io.microgate.route.MetadataDocuments;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PolicyDecisionPoint}.
 */
class PolicyDecisionPointTests {

	private static final Policy OPEN = Policy.compile("policy",
			new AccessControlPolicySpec(List.of(),
					List.of(new PolicySpec(null, Authorizations.of(null, null, null, null), null)),
					new AccessControlPolicySpec.Extensions(false)),
			PolicyResources.of((name) -> null), (number) -> null);

	private final Queue<RouteTable> inForce = new ArrayDeque<>();

	private final PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(this.inForce::remove, OpenPaths.NONE,
			OpenPaths.NONE, List.of());

	@Test
	void beginWhenHostHasTwoReadingsThenRefusedOnlyByRoutesOfHosts() {
		this.inForce.add(routes(null));
		assertThat(begin(null).conclude().allowed()).isTrue();
		this.inForce.add(routes(List.of("localhost")));
		assertThat(begin(null).conclude().reason()).isEqualTo(DenyReason.REQUEST_PATH);
	}

	@Test
	void beginWhenRoutesAreReplacedThenHostIsJudgedByThoseTheRequestBeganWith() {
		this.inForce.add(routes(List.of("localhost")));
		RequestDecision earlier = begin(null);
		this.inForce.add(routes(null));
		assertThat(begin(earlier).conclude().reason()).isEqualTo(DenyReason.REQUEST_PATH);
	}

	@Test
	void beginFailedWhenAFieldIsPropagatedThenErrorPagesDoNotSeeThatOfTheClient() {
		CommonRules rules = new CommonRules(FieldNames.of(List.of("X-User")), CertificateSource.CONNECTION,
				ChallengeRules.NONE, MetadataDocuments.NONE);
		this.inForce.add(routes(null).with(rules));
		RequestDecision failed = this.decisionPoint.beginFailed(new IllegalStateException());
		assertThat(failed.conclude().reason()).isEqualTo(DenyReason.ERROR_INTERNAL);
		assertThat(failed.edits().isEdited("x_user")).isTrue();
	}

	@Test
	void beginFailedWhenThereAreNoRoutesThenRefused() {
		assertThat(this.decisionPoint.beginFailed(new IllegalStateException()).conclude().reason())
			.isEqualTo(DenyReason.ERROR_INTERNAL);
	}

	private RequestDecision begin(@Nullable RequestDecision earlier) {
		return this.decisionPoint.begin(TestRequest.get().withTwoHosts(), false, earlier);
	}

	private static RouteTable routes(@Nullable List<String> hosts) {
		return RouteTable.compile(Map.of("route", new RouteSpec(hosts, null, null)), (name) -> OPEN);
	}

}
