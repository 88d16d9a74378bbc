package io.microgate.route;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.microgate.policy.PolicyResources;
import io.microgate.decision.DenyReason;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What finding a route may cost for one request.
 */
class RouteCostTests {

	private static final Policy OPEN = Policy.compile("policy",
			new AccessControlPolicySpec(List.of(),
					List.of(new PolicySpec(null, Authorizations.of(null, null, null, null), null)),
					new AccessControlPolicySpec.Extensions(false)),
			PolicyResources.of((name) -> null), (number) -> null);

	@Test
	void beginWhenPathIsLongerThanAnExpressionSeesThenRefused() {
		RouteSpec spec = expressions(1, "/items/[0-9]+");
		assertThat(reason(spec, new TestRequest("GET", "/items/" + "1".repeat(2041)))).isNull();
		assertThat(reason(spec, new TestRequest("GET", "/items/" + "1".repeat(2042))))
			.isEqualTo(DenyReason.REQUEST_PATH);
		assertThat(reason(spec, new TestRequest("GET", "/other/" + "1".repeat(2042)))).isEqualTo(DenyReason.ROUTE_NONE);
	}

	@Test
	void beginWhenManyExpressionsBeginAlikeThenLongPathIsJudged() {
		RouteSpec spec = expressions(100, "/[^/]+/x%d/[a-z/]*9");
		assertThat(reason(spec, new TestRequest("GET", "/" + "a/".repeat(1023)))).isEqualTo(DenyReason.ROUTE_NONE);
		assertThat(reason(spec, new TestRequest("GET", "/a/x99/b9"))).isNull();
	}

	@Test
	void beginWhenExpressionsCostMoreThanARequestMayThenRefused() {
		RouteSpec spec = expressions(100, "/[a-z]+\\b[a-z]+(?:x%d)?");
		assertThat(reason(spec, new TestRequest("GET", "/" + "a".repeat(2000)))).isEqualTo(DenyReason.REQUEST_PATH);
		assertThat(reason(spec, new TestRequest("GET", "/aaaa"))).isEqualTo(DenyReason.ROUTE_NONE);
	}

	@Test
	void beginWhenManyParametersAreReadFromALongQueryThenReadOnce() {
		List<Match> matches = IntStream.range(0, 128)
			.mapToObj((i) -> new Match(new PathMatch("Exact", "/a"), null,
					List.of(new ValueMatch("Exact", "p" + i, "x")), null))
			.toList();
		RouteSpec spec = new RouteSpec(null, null, matches);
		assertThat(reason(spec, new TestRequest("GET", "/a").query("q=1&p127=x"))).isNull();
		assertThat(reason(spec, new TestRequest("GET", "/a").query("q=1&".repeat(2000))))
			.isEqualTo(DenyReason.ROUTE_NONE);
	}

	private static RouteSpec expressions(int count, String format) {
		return new RouteSpec(null, null,
				IntStream.range(0, count)
					.mapToObj(
							(i) -> new Match(new PathMatch("RegularExpression", format.formatted(i)), null, null, null))
					.toList());
	}

	private static DenyReason reason(RouteSpec spec, TestRequest request) {
		RouteTable table = RouteTable.compile(Map.of("route", spec), (name) -> OPEN);
		return new PolicyDecisionPoint(() -> table, OpenPaths.NONE, OpenPaths.NONE, List.of())
			.begin(request, false, null)
			.conclude()
			.reason();
	}

}
