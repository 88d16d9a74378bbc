package io.microgate.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.policy.PolicyResources;
import io.microgate.constraint.Marker;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A path that ends in a slash is read without it as well, and refused where that makes a
 * difference.
 */
class TrailingSlashTests {

	private final Map<String, RouteSpec> routes = new LinkedHashMap<>();

	private final Map<String, Policy> policies = new LinkedHashMap<>();

	@ParameterizedTest
	@CsvSource({ "/files/a, open", "/files/a/, open", "/files, open", "/files/, open", "/files/secret.txt, deny",
			"/files/secret.txt/, path", "/files/secret.txt/x, open", "/, route", "/other/, route" })
	void resolveWhenRouteIsLiteralThenItsPathWithSlashIsRefused(String path, String outcome) {
		route("secret", "/files/secret.txt", denied());
		route("files", "/files/**", open());
		assertThat(decide(path)).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "/files/secret.txt, deny", "/files/secret.txt/, path", "/files/secret.txt/x, open",
			"/files/x/, open" })
	void resolveWhenEntryIsExactThenItsPathWithSlashIsRefused(String path, String outcome) {
		route("files", "/files/**", denied(exact("/files/secret.txt")), open());
		assertThat(decide(path)).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "/dir, deny", "/dir/, open", "/dir/x, deny" })
	void resolveWhenLiteralRouteIsTheWholePathThenItCounts(String path, String outcome) {
		route("slash", "/dir/", open());
		route("all", "/**", denied());
		assertThat(decide(path)).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "/dir, deny", "/dir/, open", "/dir/x, deny" })
	void resolveWhenExactIsTheWholePathThenItCounts(String path, String outcome) {
		route("all", "/**", open(exact("/dir/")), denied());
		assertThat(decide(path)).isEqualTo(outcome);
	}

	@Test
	void resolveWhenExactIsInvertedThenItDoesNotCount() {
		route("all", "/**", new PolicySpec(new RequestConditions(exact("/dir/"), null, null, null, null, true),
				Authorizations.of(null, null, null, null), null), denied());
		assertThat(decide("/dir")).isEqualTo("open");
		assertThat(decide("/dir/")).isEqualTo("path");
	}

	@Test
	void resolveWhenExactIgnoresCaseThenItCounts() {
		route("all", "/**", open(new MatcherSpec(new StringMatcherSpec("/DIR/", null, null, null, null, true))),
				denied());
		assertThat(decide("/dir/")).isEqualTo("open");
	}

	@ParameterizedTest
	@CsvSource({ "suffix", "contains", "prefix", "regex" })
	void resolveWhenOtherMatcherTakesOnlyOneReadingThenRefused(String matcher) {
		MatcherSpec spec = new MatcherSpec(switch (matcher) {
			case "suffix" -> new StringMatcherSpec(null, null, "/", null, null, false);
			case "contains" -> new StringMatcherSpec(null, null, null, "dir/", null, false);
			case "prefix" -> new StringMatcherSpec(null, "/dir/", null, null, null, false);
			default -> new StringMatcherSpec(null, null, null, null, "/$", false);
		});
		route("all", "/**", open(spec), denied());
		assertThat(decide("/dir")).isEqualTo("deny");
		assertThat(decide("/dir/")).isEqualTo("path");
	}

	@Test
	void resolveWhenLiteralRouteButEntryDiffersThenRefused() {
		route("slash", "/dir/", open(new MatcherSpec(new StringMatcherSpec(null, null, "/", null, null, false))),
				denied());
		assertThat(decide("/dir/")).isEqualTo("path");
	}

	@ParameterizedTest
	@CsvSource({ "/a/b, deny", "/a/b/, path", "/a/b/c, open", "/a/b/c/, path", "/a/, route", "/a, route" })
	void resolveWhenPatternIsForOneReadingThenRefused(String path, String outcome) {
		route("one", "/a/{x}", denied());
		route("two", "/a/{x}/{y}", open());
		assertThat(decide(path)).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "/v/b/, open", "/w/b/, path", "/r/b, open", "/r/b/, path" })
	void resolveWhenVariablesDifferThenRefused(String path, String outcome) {
		this.routes.put("same", new RouteSpec(null, List.of("/v/{x}", "/v/{x}/"), null));
		this.routes.put("other", new RouteSpec(null, List.of("/w/{x}", "/w/{y}/"), null));
		this.routes.put("rest", new RouteSpec(null, List.of("/r/{*rest}"), null));
		this.routes.keySet().forEach((name) -> policy(name, open()));
		assertThat(decide(path)).isEqualTo(outcome);
	}

	@Test
	void resolveWhenOnlyOneReadingHasARouteThenRefusedAndNotUnmatched() {
		route("literal", "/files/secret.txt", denied());
		RequestDecision decision = begin("/files/secret.txt/");
		assertThat(decision.isUnmatched()).isFalse();
		assertThat(decision.conclude().reason()).isEqualTo(DenyReason.REQUEST_PATH);
	}

	@Test
	void resolveWhenPathOfOneReadingIsKnownThenNotUnmatched() {
		this.routes.put("put", new RouteSpec(null, null,
				List.of(new RouteSpec.Match(new RouteSpec.PathMatch("Exact", "/a"), null, null, "PUT"))));
		policy("put", open());
		RequestDecision decision = begin("/a/");
		assertThat(decision.isUnmatched()).isFalse();
		assertThat(decision.conclude().reason()).isEqualTo(DenyReason.ROUTE_NONE);
	}

	@Test
	void resolveWhenNoReadingHasARouteThenUnmatched() {
		route("a", "/a/**", open());
		assertThat(begin("/login/").isUnmatched()).isTrue();
	}

	@Test
	void resolveWhenRegularExpressionTakesOnlyOneReadingThenRefused() {
		this.routes.put("regex", new RouteSpec(null, null, List
			.of(new RouteSpec.Match(new RouteSpec.PathMatch("RegularExpression", "/a/.*/"), null, null, null))));
		policy("regex", open());
		route("all", "/**", denied());
		assertThat(decide("/a/b/")).isEqualTo("path");
		assertThat(decide("/a/b")).isEqualTo("deny");
	}

	private void route(String name, String pattern, PolicySpec... entries) {
		this.routes.put(name, new RouteSpec(null, List.of(pattern), null));
		policy(name, entries);
	}

	private void policy(String name, PolicySpec... entries) {
		this.policies.put(name,
				Policy.compile("policy",
						new AccessControlPolicySpec(List.of(), List.of(entries),
								new AccessControlPolicySpec.Extensions(false)),
						PolicyResources.of((jwt) -> null), (number) -> null));
	}

	private String decide(String path) {
		Decision decision = begin(path).conclude();
		if (decision.allowed()) {
			return "open";
		}
		return switch (decision.reason()) {
			case POLICY_DENY -> "deny";
			case REQUEST_PATH -> "path";
			case ROUTE_NONE -> "route";
			default -> decision.reason().code();
		};
	}

	private RequestDecision begin(String path) {
		RouteTable table = RouteTable.compile(this.routes, this.policies::get);
		return new PolicyDecisionPoint(() -> table, OpenPaths.NONE, OpenPaths.NONE, List.of())
			.begin(new TestRequest("GET", path), false, null);
	}

	private static MatcherSpec exact(String path) {
		return new MatcherSpec(new StringMatcherSpec(path, null, null, null, null, false));
	}

	private static PolicySpec open() {
		return new PolicySpec(null, Authorizations.of(null, null, null, null), null);
	}

	private static PolicySpec open(MatcherSpec path) {
		return new PolicySpec(conditions(path), Authorizations.of(null, null, null, null), null);
	}

	private static PolicySpec denied() {
		return new PolicySpec(null, Authorizations.of(null, new Marker(), null, null), null);
	}

	private static PolicySpec denied(MatcherSpec path) {
		return new PolicySpec(conditions(path), Authorizations.of(null, new Marker(), null, null), null);
	}

	private static RequestConditions conditions(MatcherSpec path) {
		return new RequestConditions(path, null, null, null, null, false);
	}

}
