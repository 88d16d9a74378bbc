package io.microgate.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide for Envoy Gateway and Istio: the fields that it translates, and what handlers
 * see of the token.
 */
class GatewayGuideTests {

	private static final String PAGE = "from-envoy-gateway-and-istio.md";

	private static final String ANYTHING = ".*";

	@Test
	@SuppressWarnings("unchecked")
	void resourcesWhenBeforeThenEachFieldIsOfTheirKind() throws IOException {
		int blocks = 0;
		for (Path file : MigrationPage.files()) {
			for (String block : new MigrationPage(file.getFileName().toString()).blocks("yml")) {
				for (Object document : new Yaml().loadAll(block)) {
					Map<String, Object> resource = (Map<String, Object>) document;
					assertThat(resource).containsOnlyKeys("apiVersion", "kind", "metadata", "spec");
					Set<String> fields = new TreeSet<>();
					addFields("", resource.get("spec"), fields);
					List<String> allowed = Yamls.names("foreign.yaml", (String) resource.get("kind"));
					assertThat(fields).isNotEmpty()
						.allMatch((field) -> allowed.stream().anyMatch((name) -> isOf(field, name)),
								"is a field of " + resource.get("kind"));
				}
				blocks++;
			}
		}
		assertThat(blocks).isEqualTo(2);
	}

	private static boolean isOf(String field, String name) {
		return name.endsWith(ANYTHING) ? field.startsWith(name.substring(0, name.length() - ANYTHING.length()) + ".")
				: field.equals(name);
	}

	private static void addFields(String path, Object value, Set<String> fields) {
		if (value instanceof Map<?, ?> map) {
			map.forEach(
					(name, member) -> addFields(path.isEmpty() ? name.toString() : path + "." + name, member, fields));
		}
		else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map) {
			list.forEach((element) -> addFields(path, element, fields));
		}
		else {
			fields.add(path);
		}
	}

	@Test
	void fieldsWhenOfTheKindsThenEachIsInATable() {
		Set<String> words = new MigrationPage(PAGE).text()
			.lines()
			.filter((line) -> line.startsWith("| `") || line.startsWith("| any"))
			.map((row) -> row.split(" \\| ")[0])
			.flatMap((cell) -> Pattern.compile("\\w+").matcher(cell).results())
			.map((word) -> word.group())
			.collect(Collectors.toSet());
		for (String kind : List.of("SecurityPolicy", "RequestAuthentication", "AuthorizationPolicy")) {
			assertThat(Yamls.names("foreign.yaml", kind)).isNotEmpty()
				.allSatisfy(
						(field) -> assertThat(words).contains(field.replace(ANYTHING, "").replaceFirst("^.*\\.", "")));
		}
	}

	@ParameterizedTest
	@EnumSource
	void tokenWhenAcceptedThenStaysUnlessStripped(Stack stack) throws Exception {
		try (TestIssuer issuer = new TestIssuer()) {
			String yaml = new MigrationPage(PAGE).blocks("yaml")
				.get(1)
				.replace("https://idp.example.com", issuer.uri());
			String token = issuer.token(TokenRow.of(Map.of("claims", Map.of("roles", List.of("admin")))));
			assertThat(authorization(stack, yaml, token)).isEqualTo("200 kept");
			String stripped = yaml.replace("      policies:\n",
					"      extensions: {stripToken: true}\n      policies:\n");
			assertThat(stripped).isNotEqualTo(yaml);
			assertThat(authorization(stack, stripped, token)).isEqualTo("200 removed");
		}
	}

	private static String authorization(Stack stack, String yaml, String token) throws Exception {
		try (TestApplication application = TestApplication.start(stack, yaml, Handlers.class)) {
			return application.send("GET", "/api/authorization", token);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Authorization.class)
	static class Handlers {

	}

	@RestController
	static class Authorization {

		@RequestMapping("/api/authorization")
		String authorization(@RequestHeader(name = "Authorization", required = false) @Nullable String value) {
			return (value != null) ? "kept" : "removed";
		}

	}

}
