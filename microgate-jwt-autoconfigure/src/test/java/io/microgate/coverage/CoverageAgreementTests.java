package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import io.microgate.policy.PolicyResources;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.jwt.JwtRule;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.policy.PolicyRule;
import io.microgate.request.TestRequest;
import io.microgate.route.OpenPath;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteMatch;
import io.microgate.route.RouteTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is decided about a request is among the rulings on its mapping, for
 * configurations, mappings and requests by chance; which those are is the same in every
 * run.
 */
@Tag("slow")
class CoverageAgreementTests {

	private static final OpenPaths OPEN = new OpenPaths(
			() -> List.of(OpenPath.withBelow("/a/b", List.of("/a/b/admin")), OpenPath.alone("/ab")));

	private static final Policy ANY_POLICY = Policy.compile("policy",
			new AccessControlPolicySpec(List.of(),
					List.of(new PolicySpec(null, Authorizations.of(null, null, null, null), null)),
					new AccessControlPolicySpec.Extensions(false)),
			PolicyResources.of((name) -> null), (number) -> null);

	private static final int CONFIGURATIONS = 1500;

	private int compared;

	private int certain;

	@Test
	void rowsWhenRequestsAreDecidedThenEveryDecisionIsAmongTheRulings() {
		for (int seed = 0; seed < CONFIGURATIONS; seed++) {
			new Trial(seed).run();
		}
		assertThat(this.compared).isGreaterThan(20_000);
		assertThat(this.certain).isGreaterThan(2_000);
	}

	private final class Trial {

		private final RandomConfiguration configuration;

		private final RouteTable table;

		private final PolicyDecisionPoint decisionPoint;

		private final List<Mapping> mappings = new ArrayList<>();

		private final RouteCoverage coverage;

		private final String seed;

		Trial(long seed) {
			this.seed = "seed " + seed;
			this.configuration = new RandomConfiguration(seed);
			this.table = this.configuration.compile();
			this.decisionPoint = new PolicyDecisionPoint(() -> this.table, OPEN, OpenPaths.NONE, List.of());
			IntStream.range(0, 4).forEach((i) -> this.mappings.add(this.configuration.mapping()));
			this.coverage = new DefaultRouteCoverage(this.configuration::covered, () -> this.mappings, OPEN::paths,
					List::of);
		}

		void run() {
			List<CoverageRow> rows = this.coverage.rows();
			List<String> unreachable = this.coverage.unreachableEntries();
			for (int i = 0; i < 60; i++) {
				TestRequest request = this.configuration.request();
				for (Mapping mapping : this.mappings) {
					if (takes(mapping, request) && !dependsOnTrailingSlash(request)) {
						compare(request, mapping, rows, unreachable);
					}
				}
			}
		}

		/**
		 * A path that means something else without its trailing slash is refused by
		 * itself.
		 */
		private boolean dependsOnTrailingSlash(TestRequest request) {
			Decision decision = this.decisionPoint.begin(request, false, null).conclude();
			assertThat(decision.reason() != DenyReason.REQUEST_PATH || request.path().endsWith("/")).isTrue();
			return request.path().endsWith("/")
					&& (decision.reason() == DenyReason.REQUEST_PATH || decision.reason() == DenyReason.ROUTE_NONE);
		}

		private void compare(TestRequest request, Mapping mapping, List<CoverageRow> rows, List<String> unreachable) {
			Ruling decided = decide(request);
			List<CoverageRow> candidates = rows.stream()
				.filter((row) -> row.handler().equals(mapping.handler()) && row.methods().contains(request.method())
						&& row.hosts().contains(host(request.host(), rows)))
				.toList();
			String description = "%s: %s %s%s, %s decided %s".formatted(this.seed, request.method(), request.host(),
					request.path(), mapping, decided);
			assertThat(candidates).as(description).isNotEmpty().allSatisfy((row) -> {
				assertThat(row.rulings()).as(description).anyMatch((ruling) -> isSame(ruling, decided));
				CoverageAgreementTests.this.certain += (row.rulings().size() == 1) ? 1 : 0;
			});
			if (decided.entry() != null) {
				assertThat(unreachable).as(description).doesNotContain(decided.entry());
			}
			CoverageAgreementTests.this.compared++;
		}

		private boolean isSame(Ruling ruling, Ruling decided) {
			return ruling.effect() == decided.effect() && Objects.equals(ruling.route(), decided.route())
					&& (decided.entry() == null || decided.entry().equals(ruling.entry()));
		}

		private Ruling decide(TestRequest request) {
			RequestDecision begun = this.decisionPoint.begin(request, false, null);
			boolean unmatched = begun.isUnmatched();
			begun.extractToken();
			Decision decision = begun.conclude();
			RouteMatch match = OPEN.resolve(request, this.table);
			if (match == null) {
				return new Ruling(Effect.OPEN, null, null, List.of(), false);
			}
			String route = (match.route() != null) ? match.route().name() : null;
			if (decision.reason() == DenyReason.ROUTE_NONE) {
				// A route without a policy is not known.
				return new Ruling(unmatched ? Effect.PASSED : Effect.NO_ROUTE, ungoverned(request), null, List.of(),
						false);
			}
			if (decision.reason() == DenyReason.POLICY_NONE) {
				return new Ruling(Effect.NO_ENTRY, route, null, List.of(), false);
			}
			PolicyRule rule = (match.route() != null) ? match.route().policy().select(request) : null;
			JwtRule jwt = (rule != null) ? rule.authentication() : null;
			if (decision.allowed()) {
				return new Ruling(Effect.OPEN, route, null, List.of(), false);
			}
			return (jwt != null)
					? new Ruling(Effect.AUTHENTICATED, route, this.configuration.entry(jwt), List.of(), false)
					: new Ruling(Effect.DENIED, route, null, List.of(), false);
		}

		private String ungoverned(TestRequest request) {
			RouteTable names = this.configuration.compile(ANY_POLICY);
			RouteMatch match = names.resolve(request);
			return (match.route() != null) ? match.route().name() : null;
		}

	}

	private static boolean takes(Mapping mapping, TestRequest request) {
		PathPatternParser parser = new PathPatternParser();
		parser.setCaseSensitive(mapping.caseSensitive());
		PathPattern pattern = parser.parse(mapping.pattern());
		Set<String> methods = mapping.methods();
		return (methods.isEmpty() || methods.contains(request.method()))
				&& pattern.matches(PathContainer.parsePath(request.path()));
	}

	/** The group of a host among those there are. */
	private static String host(String host, List<CoverageRow> rows) {
		List<String> groups = rows.stream().flatMap((row) -> row.hosts().stream()).distinct().toList();
		if (groups.contains(host)) {
			return host;
		}
		return groups.stream()
			.filter((group) -> group.startsWith("*.") && host.endsWith(group.substring(1)))
			.max((first, second) -> Integer.compare(first.length(), second.length()))
			.orElseGet(() -> groups.contains("any host") ? "any host" : "other hosts");
	}

}
