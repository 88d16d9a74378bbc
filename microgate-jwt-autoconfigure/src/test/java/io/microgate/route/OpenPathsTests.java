package io.microgate.route;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.policy.PolicyResources;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenPaths}.
 */
class OpenPathsTests {

	private static final Policy POLICY = Policy.compile("policy",
			new AccessControlPolicySpec(List.of(),
					List.of(new PolicySpec(null, Authorizations.of(null, null, null, null), null)),
					new AccessControlPolicySpec.Extensions(false)),
			PolicyResources.of((name) -> null), (number) -> null);

	private static final RouteTable NO_ROUTES = table(Map.of());

	private final OpenPaths openPaths = new OpenPaths(() -> List
		.of(OpenPath.withBelow("/actuator/health", List.of("/actuator/health/env")), OpenPath.alone("/livez")));

	private static RouteTable table(Map<String, RouteSpec> routes) {
		return RouteTable.compile(routes, (name) -> name.startsWith("free") ? null : POLICY);
	}

	private static RouteSpec pattern(String pattern) {
		return new RouteSpec(null, List.of(pattern), null);
	}

	private static RouteSpec match(String type, String path, String method) {
		return new RouteSpec(null, null, List.of(new Match(new PathMatch(type, path), null, null, method)));
	}

	private String resolve(String method, String path, RouteTable routes) {
		RouteMatch match = this.openPaths.resolve(new TestRequest(method, "localhost", path), routes);
		if (match == null) {
			return "open";
		}
		return (match.route() != null) ? match.route().name() : match.pathKnown() ? "known" : "none";
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health, open", "/actuator/health/, open", "/actuator/health/liveness, open", "/livez, open",
			"/livez/, none", "/livez/x, none", "/actuator/health/env, none", "/actuator/health/env/HOME, none",
			"/actuator/health/environment, open", "/actuator/healthy, none", "/actuator, none", "/actuator/info, none",
			"/, none", "/ACTUATOR/HEALTH, none" })
	void resolveWhenNoRouteThenByPath(String path, String found) {
		assertThat(resolve("GET", path, NO_ROUTES)).isEqualTo(found);
		assertThat(resolve("HEAD", path, NO_ROUTES)).isEqualTo(found);
		assertThat(resolve("POST", path, NO_ROUTES)).isEqualTo("none");
		assertThat(resolve("OPTIONS", path, NO_ROUTES)).isEqualTo("none");
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health", "/actuator/health/", "/actuator/health/**", "/actuator/health/{*rest}",
			"/actuator/health/{name}", "/actuator/health/*", "/actuator/health*", "/actuator/health{x}",
			"/actuator/health/live*" })
	void resolveWhenRouteBeginsAtThePathThenDecidesAboutAllBelow(String pattern) {
		RouteTable routes = table(Map.of("health", pattern(pattern), "all", pattern("/**")));
		for (String method : List.of("GET", "HEAD", "POST", "PUT")) {
			for (String path : List.of("/actuator/health", "/actuator/health/", "/actuator/health/liveness",
					"/actuator/health/db/replica", "/actuator/health/env")) {
				assertThat(resolve(method, path, routes)).as(method + path).isEqualTo("health");
			}
			boolean takesLongerNames = pattern.endsWith("/health*") || pattern.endsWith("/health{x}");
			assertThat(resolve(method, "/actuator/healthy", routes)).isEqualTo(takesLongerNames ? "health" : "all");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/**", "/**", "/{a}/health", "/actuator/*", "/actuator/heal*", "/actuator/{x}/**" })
	void resolveWhenRouteIsBroaderThenOpenForReadingOnly(String pattern) {
		RouteTable routes = table(Map.of("broad", pattern(pattern)));
		assertThat(resolve("GET", "/actuator/health", routes)).isEqualTo("open");
		assertThat(resolve("POST", "/actuator/health", routes)).isEqualTo("broad");
	}

	@Test
	void resolveWhenRouteIsAnExpressionThenOpen() {
		RouteTable routes = table(Map.of("regex", match("RegularExpression", "/actuator/health(/.*)?", null)));
		assertThat(resolve("GET", "/actuator/health", routes)).isEqualTo("open");
		assertThat(resolve("GET", "/actuator/health/db", routes)).isEqualTo("open");
	}

	@Test
	void resolveWhenRouteBeginsBelowThenProtectsFromThereOn() {
		RouteTable routes = table(Map.of("live", match("Exact", "/actuator/health/liveness", null)));
		assertThat(resolve("GET", "/actuator/health/liveness", routes)).isEqualTo("live");
		assertThat(resolve("GET", "/actuator/health/liveness/", routes)).isEqualTo("live");
		assertThat(resolve("GET", "/actuator/health/liveness/db", routes)).isEqualTo("live");
		assertThat(resolve("GET", "/actuator/health/livenessx", routes)).isEqualTo("open");
		assertThat(resolve("GET", "/actuator/health", routes)).isEqualTo("open");
	}

	@Test
	void resolveWhenRouteIsForAnotherHostOrMethodThenProtectsAllTheSame() {
		RouteTable byHost = table(
				Map.of("host", new RouteSpec(List.of("api.example.com"), List.of("/actuator/health/{name}"), null)));
		assertThat(resolve("GET", "/actuator/health", byHost)).isEqualTo("known");
		RouteTable byMethod = table(
				Map.of("method", match("PathPrefix", "/actuator/health/", "POST"), "all", pattern("/**")));
		assertThat(resolve("GET", "/actuator/health/db", byMethod)).isEqualTo("all");
		assertThat(resolve("POST", "/actuator/health/db", byMethod)).isEqualTo("method");
	}

	@Test
	void resolveWhenSeveralRoutesProtectThenWhatWasWrittenForThePathComesFirst() {
		RouteTable routes = table(Map.of("health", pattern("/actuator/health/**"), "live",
				pattern("/actuator/health/liveness"), "all", pattern("/**")));
		assertThat(resolve("GET", "/actuator/health/liveness", routes)).isEqualTo("live");
		assertThat(resolve("GET", "/actuator/health/liveness/db", routes)).isEqualTo("health");
	}

	@Test
	void resolveWhenRouteHasNoPolicyThenProtectsNothing() {
		RouteTable routes = table(Map.of("free", pattern("/actuator/health/**")));
		assertThat(resolve("GET", "/actuator/health", routes)).isEqualTo("open");
	}

	@Test
	void resolveWhenRouteBeginsAtAnAdditionalPathThenProtectsThatPathAlone() {
		RouteTable routes = table(Map.of("live", pattern("/livez/**"), "exact", pattern("/livez/x"), "all",
				pattern("/**"), "below", pattern("/livez/y/**")));
		assertThat(resolve("GET", "/livez", routes)).isEqualTo("live");
		assertThat(resolve("GET", "/livez/", routes)).isEqualTo("live");
		assertThat(resolve("GET", "/livez/x", routes)).isEqualTo("exact");
		assertThat(resolve("GET", "/livez/x/y", routes)).isEqualTo("live");
		RouteTable below = table(Map.of("below", pattern("/livez/y/**"), "all", pattern("/**")));
		assertThat(resolve("GET", "/livez", below)).isEqualTo("open");
		RouteTable literal = table(Map.of("live", pattern("/livez"), "all", pattern("/**")));
		assertThat(resolve("GET", "/livez/", literal)).isEqualTo("live");
		assertThat(resolve("POST", "/livez/records", literal)).isEqualTo("all");
	}

	@Test
	void resolveWhenRoutesAreReplacedThenByThoseInForce() {
		assertThat(resolve("GET", "/livez", NO_ROUTES)).isEqualTo("open");
		assertThat(resolve("GET", "/livez", table(Map.of("live", pattern("/livez"))))).isEqualTo("live");
		assertThat(resolve("GET", "/livez", NO_ROUTES)).isEqualTo("open");
	}

	@Test
	void afterSingletonsInstantiatedThenPathsAreNotAskedForAgain() {
		AtomicInteger asked = new AtomicInteger();
		OpenPaths paths = new OpenPaths(() -> List.of(OpenPath.alone("/" + asked.incrementAndGet())));
		paths.afterSingletonsInstantiated();
		assertThat(asked).hasValue(1);
		assertThat(paths.resolve(new TestRequest("GET", "localhost", "/1"), NO_ROUTES)).isNull();
		assertThat(asked).hasValue(1);
	}

	@Test
	void resolveWhenNoneThenNothingIsOpen() {
		assertThat(OpenPaths.NONE.resolve(new TestRequest("GET", "localhost", "/"), NO_ROUTES)).isNotNull();
	}

}
