package io.microgate.configuration;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenHealth}.
 */
class OpenHealthTests {

	private static final String SHOWN = "management: {endpoint: {health: {show-details: always}}}";

	private static final String DENIED = "{deny: {}}";

	private static String routes(String match, String authorization) {
		return """
				microgate:
				  routes: {a: {matches: [%s]}}
				  access-control-policies: {p: {targetRefs: [{name: a}], policies: [{authorization: %s}]}}
				""".formatted(match, authorization);
	}

	private static List<String> warnings(String... documents) {
		ConfigurableEnvironment environment = Configurations.environment(documents);
		return ConfigurationWarnings.of(Configurations.readAll(environment), environment)
			.stream()
			.filter((warning) -> warning.contains("does not protect"))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{path: {value: /}}", "{path: {value: /actuator}}", "{path: {value: /actuator/}}",
			"{path: {type: RegularExpression, value: \"/actuator/health(/.*)?\"}}" })
	void warningsWhenABroaderRouteIsNotOpenThenOne(String match) {
		assertThat(warnings(SHOWN, routes(match, DENIED))).singleElement()
			.asString()
			.isEqualTo(
					"'microgate.routes.a' does not protect '/actuator/health', which shows its details to every client"
							+ " because 'management.endpoint.health.show-details' is 'always': give '/actuator/health/**' a route"
							+ " of its own, or set it to 'when-authorized'");
		assertThat(warnings(SHOWN, routes(match, "{}"))).isEmpty();
		assertThat(warnings(routes(match, DENIED))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "true, 0", "false, 1" })
	void warningsWhenTokenIsOptionalThenAsOfAnOpenRoute(boolean optional, int warnings) {
		String token = "{authentication: {jwt: {jwtRef: {name: t}, extensions: {optional: %s}}}}".formatted(optional);
		String jwt = """
				microgate:
				  jwks: {k: {provider: {remote: {uri: "https://idp.example.com/"}}}}
				  jwts: {t: {expirationRequired: true, requireAny: [{jwksRef: {name: k}, issuer: i}]}}
				""";
		assertThat(warnings(SHOWN, jwt, routes("{path: {value: /}}", token))).hasSize(warnings);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{path: {value: /actuator/health}}", "{path: {type: Exact, value: /actuator/health}}",
			"{path: {value: /shop}}", "{path: {value: /actuator/healthy}}", "{path: {value: /act}}" })
	void warningsWhenTheRouteProtectsOrIsForOthersThenNone(String match) {
		assertThat(warnings(SHOWN, routes(match, DENIED))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{endpoint: {health: {show-components: ALWAYS}}} | /actuator/health | show-components
					{endpoint: {health: {showDetails: always}}} | /actuator/health | show-details
					{endpoint: {health: {group: {live: {show-details: always}}}}} | /actuator/health | group.live.show-details
					{endpoint: {health: {show-details: always}}, endpoints: {web: {base-path: /, path-mapping: {health: alive}}}} | /alive | show-details
					{endpoint: {health: {show-details: always}}, endpoints: {web: {base-path: /manage}}} | /manage/health | show-details
					""")
	void warningsWhenHealthIsElsewhereThenItsPath(String management, String path, String setting) {
		assertThat(warnings("management: " + management, routes("{path: {value: /}}", DENIED))).singleElement()
			.asString()
			.contains("'" + path + "'", "'management.endpoint.health." + setting + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{endpoint: {health: {show-details: when-authorized}}}",
			"{endpoint: {health: {show-details: always, access: none}}}",
			"{endpoint: {health: {group: {a: {include: x}}}}}" })
	void warningsWhenDetailsAreNotShownThenNone(String management) {
		assertThat(warnings("management: " + management, routes("{path: {value: /}}", DENIED))).isEmpty();
	}

}
