package io.microgate.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

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

	private static final Pattern STATUS = Pattern.compile("\\d+");

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
			String iss = issuer.uri() + row.getOrDefault("issuer", "");
			assertThat(microgate.send("GET", "/api/me", issuer.token(TokenRow.GOOD, iss))).startsWith("200 alice");
			for (TokenRow token : TokenRow.table()) {
				String text = (token.raw() != null) ? token.raw() : issuer.token(token, iss);
				String answer = resourceServer.send("GET", "/api/me", text);
				String wanted = expected(stack, row, token, answer);
				expected.add(token + ": " + wanted);
				String decision = microgate.send("GET", "/api/me", text);
				decided.add(token + ": " + (STATUS.matcher(wanted).matches() ? decision.substring(0, 3) : decision));
			}
		}
		assertThat(decided).containsExactlyElementsOf(expected);
		assertThat(decided).anyMatch((answer) -> answer.contains(": 200")).anyMatch((answer) -> answer.endsWith("401"));
	}

	/** What the table says that differs has to differ. */
	@SuppressWarnings("unchecked")
	private static String expected(Stack stack, Map<String, Object> row, TokenRow token, String answer) {
		Map<String, List<Object>> differences = new HashMap<>(
				(Map<String, List<Object>>) row.getOrDefault("differs", Map.of()));
		List<Map<String, Object>> rows = new ArrayList<>(Yamls.rows("properties.yaml", "everywhere"));
		if (stack == Stack.REACTIVE) {
			rows.addAll(Yamls.rows("properties.yaml", "reactive"));
		}
		rows.forEach((other) -> differences.put((String) other.get("name"), (List<Object>) other.get("differs")));
		List<Object> differs = differences.get(token.name());
		if (differs == null) {
			return answer;
		}
		assertThat(answer).startsWith(differs.get(0).toString());
		return differs.get(1).toString();
	}

}
