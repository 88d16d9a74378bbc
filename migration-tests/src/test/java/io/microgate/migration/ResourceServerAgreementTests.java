package io.microgate.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.configuration.ResourceServerMigration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends the same tokens to Spring Boot's resource server and to an application with the
 * translation of its properties.
 */
class ResourceServerAgreementTests {

	private static TestIssuer issuer;

	@TempDir
	private static Path folder;

	private static String keys;

	@BeforeAll
	static void start() throws Exception {
		issuer = new TestIssuer();
		keys = issuer.writeKeys(folder);
	}

	@AfterAll
	static void stop() {
		issuer.close();
	}

	static List<Arguments> applications() {
		List<Arguments> applications = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			for (Map<String, Object> row : Yamls.rows("properties.yaml", "applications")) {
				applications.add(Arguments.of(stack, row.get("name"), row));
			}
		}
		return applications;
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("applications")
	void tokenWhenSentToBothThenSameDecisionAndClient(Stack stack, String name, Map<String, Object> row)
			throws Exception {
		String before = new Yaml()
			.dump(Map.of("spring.security.oauth2.resourceserver.jwt", row.get("properties"), "microgate.enabled",
					false))
			.replace("{issuer}", issuer.uri())
			.replace("{keys}", keys);
		String after = Objects.requireNonNull(ResourceServerMigration.of(TestApplication.environment(before))).yaml();
		List<String> expected = new ArrayList<>();
		List<String> decided = new ArrayList<>();
		try (TestApplication resourceServer = TestApplication.start(stack, before);
				TestApplication microgate = TestApplication.start(stack, after)) {
			assertThat(microgate.send("GET", "/api/me", issuer.token(TokenRow.GOOD))).startsWith("200 alice");
			for (TokenRow token : TokenRow.table()) {
				String text = (token.raw() != null) ? token.raw() : issuer.token(token);
				String answer = resourceServer.send("GET", "/api/me", text);
				expected.add(token + ": " + expected(stack, row, token, answer));
				decided.add(token + ": " + microgate.send("GET", "/api/me", text));
			}
		}
		assertThat(decided).containsExactlyElementsOf(expected);
		assertThat(decided).anyMatch((answer) -> answer.contains(": 200")).anyMatch((answer) -> answer.endsWith("401"));
	}

	/** What the table says that differs has to differ. */
	@SuppressWarnings("unchecked")
	private static String expected(Stack stack, Map<String, Object> row, TokenRow token, String answer) {
		Map<String, List<Integer>> differences = new HashMap<>(
				(Map<String, List<Integer>>) row.getOrDefault("differs", Map.of()));
		if (stack == Stack.REACTIVE) {
			Yamls.rows("properties.yaml", "reactive")
				.forEach((reactive) -> differences.put((String) reactive.get("name"),
						(List<Integer>) reactive.get("differs")));
		}
		List<Integer> differs = differences.get(token.name());
		if (differs == null) {
			return answer;
		}
		assertThat(answer).startsWith(differs.get(0).toString());
		return differs.get(1).toString();
	}

}
