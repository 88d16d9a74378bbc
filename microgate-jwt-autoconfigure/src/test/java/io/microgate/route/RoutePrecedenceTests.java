package io.microgate.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.microgate.policy.PolicyResources;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which of several literal paths, regular expressions, prefixes and patterns takes a
 * path, whatever the routes are called.
 */
class RoutePrecedenceTests {

	private static final Policy POLICY = Policy.compile("policy",
			new AccessControlPolicySpec(List.of(),
					List.of(new PolicySpec(null, Authorizations.of(null, null, null, null), null)),
					new AccessControlPolicySpec.Extensions(false)),
			PolicyResources.of((name) -> null), (number) -> null);

	@ParameterizedTest(name = "{0}: {1} -> {2}")
	@MethodSource("rows")
	void resolveWhenMatchesOverlapThenByPrecedence(List<String> matches, String path, String winner) {
		for (int seed = 0; seed < 6; seed++) {
			List<String> shuffled = new ArrayList<>(matches);
			Collections.shuffle(shuffled, new Random(seed));
			Map<String, String> names = new LinkedHashMap<>();
			Map<String, RouteSpec> specs = new LinkedHashMap<>();
			for (String match : shuffled) {
				names.put("route-" + names.size(), match);
				specs.put("route-" + specs.size(), spec(match));
			}
			RouteMatch found = RouteTable.compile(specs, (name) -> POLICY).resolve(new TestRequest("GET", path));
			assertThat((found.route() != null) ? names.get(found.route().name()) : "-").isEqualTo(winner);
		}
	}

	private static RouteSpec spec(String match) {
		String text = match.substring(1);
		return switch (match.charAt(0)) {
			case '=' -> matching("Exact", text);
			case '^' -> matching("PathPrefix", text);
			case '~' -> matching("RegularExpression", text);
			default -> new RouteSpec(null, List.of(match), null);
		};
	}

	private static RouteSpec matching(String type, String value) {
		return new RouteSpec(null, null, List.of(new Match(new PathMatch(type, value), null, null, null)));
	}

	static List<Arguments> rows() throws IOException {
		return new ClassPathResource("precedence/patterns.txt").getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split(" \\| "))
			.map((cells) -> arguments(List.of(cells[0].split(" ")), cells[1], cells[2]))
			.toList();
	}

}
