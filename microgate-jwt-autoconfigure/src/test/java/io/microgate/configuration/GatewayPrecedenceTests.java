package io.microgate.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.policy.PolicyResources;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import io.microgate.route.RouteMatch;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which of many overlapping {@code HTTPRoute}s takes a request, by the rules of the
 * Gateway API.
 */
class GatewayPrecedenceTests {

	private static final Pattern HEADER = Pattern.compile(" ([A-Za-z-]+): (\\S+)");

	private static final Map<String, RouteSpec> SPECS = Configurations
		.read("microgate: {manifests: ['classpath:/precedence/']}")
		.routes();

	private static final RouteTable ROUTES = RouteTable.compile(SPECS, (name) -> open());

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource("rows")
	void resolveWhenRoutesOverlapThenTheMostSpecificTakesTheRequest(String request, String route) {
		RouteMatch match = ROUTES.resolve(parse(request));
		assertThat(match.route()).isNotNull();
		assertThat(match.route().name()).isEqualTo(route);
	}

	@Test
	void tableWhenReadThenEveryRouteWinsSomewhere() throws IOException {
		Set<String> winners = new HashSet<>();
		rows().forEach((row) -> winners.add((String) row.get()[1]));
		assertThat(SPECS).hasSizeGreaterThanOrEqualTo(40);
		assertThat(winners).containsExactlyInAnyOrderElementsOf(SPECS.keySet());
	}

	static List<Arguments> rows() throws IOException {
		return new ClassPathResource("precedence/precedence.txt").getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split(" \\| "))
			.map((cells) -> arguments(cells[0], cells[1]))
			.toList();
	}

	private static TestRequest parse(String text) {
		Matcher headers = HEADER.matcher(text);
		TestRequest request = TestRequest.parse(HEADER.matcher(text).replaceAll(""));
		while (headers.find()) {
			request = request.header(headers.group(1), headers.group(2));
		}
		return request;
	}

	private static Policy open() {
		AccessControlPolicySpec spec = new AccessControlPolicySpec(List.of(),
				List.of(new PolicySpec(null, Authorizations.of(null, null, null, null), null)),
				new AccessControlPolicySpec.Extensions(false));
		return Policy.compile("policy", spec, PolicyResources.of((name) -> {
			throw new AssertionError(name);
		}), (number) -> null);
	}

}
