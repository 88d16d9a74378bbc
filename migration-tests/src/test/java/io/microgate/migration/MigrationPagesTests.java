package io.microgate.migration;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.c4_soft.springaddons.security.oidc.starter.properties.CorsProperties;
import com.c4_soft.springaddons.security.oidc.starter.properties.SpringAddonsOidcClientProperties.OAuth2LogoutProperties;
import com.c4_soft.springaddons.security.oidc.starter.properties.SpringAddonsOidcProperties;
import com.c4_soft.springaddons.security.oidc.starter.properties.SpringAddonsOidcProperties.OpenidProviderProperties;
import com.c4_soft.springaddons.security.oidc.starter.properties.SpringAddonsOidcProperties.OpenidProviderProperties.SimpleAuthoritiesMappingProperties;
import io.microgate.configuration.ResourceServerMigration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the YAML of the migration guides, before and after, with the same requests.
 */
class MigrationPagesTests {

	private static final String PREFIX = "spring.security.oauth2.resourceserver.";

	/** The filter chain of the guide, with the properties that it needs. */
	private static final String CHAIN = """
			microgate.enabled: false
			spring.security.oauth2.resourceserver.jwt: {jwk-set-uri: "%1$s/jwks.json", issuer-uri: "%1$s"}
			""";

	private static final String ADDONS_PREFIX = "com.c4-soft.springaddons.oidc.";

	private static final Pattern NAME = Pattern.compile("`((?:ops\\[]|cors\\[]|client|resourceserver)\\.[^`]+)`");

	private static final Pattern PROPERTY = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");

	private static TestIssuer issuer;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() throws Exception {
		issuer = new TestIssuer();
	}

	@AfterAll
	static void stop() {
		issuer.close();
	}

	static List<Arguments> pages() {
		List<Arguments> pages = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			for (Map<String, Object> row : Yamls.rows("pages.yaml", "pages")) {
				pages.add(Arguments.of(stack, row.get("page") + " " + row.get("blocks"), row));
			}
		}
		return pages;
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("pages")
	void blockWhenRunThenDecidesAsTheTableSays(Stack stack, String name, Map<String, Object> row) throws Exception {
		List<TestApplication> applications = new ArrayList<>();
		try {
			if (row.containsKey("chain")) {
				applications.add(TestApplication.start(stack, CHAIN.formatted(issuer.uri()),
						FilterChainRules.Servlet.class, FilterChainRules.Reactive.class));
			}
			List<String> blocks = new MigrationPage((String) row.get("page")).blocks("yaml");
			for (Object number : (List<?>) row.get("blocks")) {
				applications.add(TestApplication.start(stack, application(blocks.get((int) number - 1))));
			}
			for (Object request : (List<?>) row.get("requests")) {
				send(applications, (Map<?, ?>) request);
			}
		}
		finally {
			applications.forEach(TestApplication::close);
		}
	}

	@SuppressWarnings("unchecked")
	private void send(List<TestApplication> applications, Map<?, ?> row) throws Exception {
		Map<String, Object> token = (Map<String, Object>) row.get("token");
		String[] request = ((String) row.get("request")).split(" ");
		for (int i = 0; i < applications.size(); i++) {
			String answer = applications.get(i)
				.send(request[0], request[1], (token != null) ? issuer.token(TokenRow.of(token)) : "");
			Object differs = row.get("differs");
			if (differs != null) {
				assertThat(answer).as("%s in application %d", row, i).startsWith((String) ((List<?>) differs).get(i));
			}
			else {
				assertThat(answer).as("%s in application %d", row, i).isEqualTo(row.get("answer"));
			}
		}
	}

	/** Manifests are in a file, and what is replaced does not need Microgate. */
	private String application(String block) throws IOException {
		String yaml = block.replace("https://idp.example.com", issuer.uri());
		if (yaml.startsWith("apiVersion:")) {
			Files.writeString(this.folder.resolve("manifests.yaml"), yaml);
			return "microgate.manifests: ['%s']".formatted(this.folder.toUri());
		}
		if (yaml.startsWith("com:")) {
			return yaml.replace("        resourceserver:\n", "        resourceserver:\n          enabled: true\n")
					+ "microgate.enabled: false\n";
		}
		return yaml.startsWith("microgate:") ? yaml : yaml + "microgate.enabled: false\n";
	}

	/** What the guide says of the time between its steps. */
	@ParameterizedTest
	@EnumSource(Stack.class)
	void chainWhenStarterIsAddedThenHoldsUntilARouteTakesEveryRequest(Stack stack) throws Exception {
		String admin = issuer.token(TokenRow.of(Map.of("name", "admin", "claims", Map.of("scope", "admin"))));
		String reader = issuer.token(TokenRow.GOOD);
		String chain = CHAIN.formatted(issuer.uri()).replace("microgate.enabled: false\n", "");
		try (TestApplication added = TestApplication.start(stack, chain, FilterChainRules.Servlet.class,
				FilterChainRules.Reactive.class)) {
			assertThat(added.send("DELETE", "/api/a", reader)).isEqualTo("403");
			assertThat(added.send("DELETE", "/api/a", admin)).startsWith("200 alice");
		}
		String translated = application(new MigrationPage("from-resource-server.md").blocks("yaml").get(2));
		try (TestApplication everyRequest = TestApplication.start(stack, translated + chain,
				FilterChainRules.Servlet.class, FilterChainRules.Reactive.class)) {
			assertThat(everyRequest.send("DELETE", "/api/a", reader)).startsWith("200 alice");
		}
		try (TestApplication without = TestApplication.start(stack, chain)) {
			assertThat(without.send("GET", "/api/public/a", admin)).isEqualTo("403");
		}
	}

	@Test
	void translationWhenOfTheGuideThenIsWhatTheCommandPrints() {
		List<String> blocks = new MigrationPage("from-resource-server.md").blocks("yaml");
		String printed = Objects.requireNonNull(ResourceServerMigration.of(TestApplication.environment(blocks.get(1))))
			.yaml();
		assertThat(printed.replaceAll("(?m)^#.*\\n", "")).isEqualTo(blocks.get(2));
	}

	@Test
	void chainWhenOfTheGuideThenIsTheOneThatRuns() throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/microgate/migration/FilterChainRules.java"))
			.replaceAll("(?m)^\\t{3}", "");
		assertThat(new MigrationPage("from-resource-server.md").blocks("java")).singleElement()
			.asString()
			.satisfies((block) -> assertThat(source).contains(block));
	}

	@Test
	void propertiesWhenOfSpringBootThenEachHasARow() throws IOException {
		Set<String> rows = new LinkedHashSet<>();
		PROPERTY.matcher(new MigrationPage("from-resource-server.md").text())
			.results()
			.map((row) -> row.group(1).replace("`", ""))
			.filter((name) -> name.startsWith("jwt.") || name.startsWith("opaquetoken."))
			.forEach(rows::add);
		assertThat(rows).containsExactlyInAnyOrderElementsOf(properties(OAuth2ResourceServerProperties.class, PREFIX));
	}

	@Test
	void propertiesWhenOfSpringAddonsThenEachHasARow() throws IOException {
		Set<String> expected = properties(SpringAddonsOidcProperties.class, ADDONS_PREFIX);
		expected.removeAll(Set.of("ops", "cors", "client.oauth2-logout"));
		expected.addAll(setters("ops[]", OpenidProviderProperties.class));
		expected.remove("ops[].authorities");
		expected.addAll(setters("ops[].authorities[]", SimpleAuthoritiesMappingProperties.class));
		expected.addAll(setters("cors[]", CorsProperties.class));
		expected.addAll(setters("client.oauth2-logout.<registration>", OAuth2LogoutProperties.class));
		Set<String> rows = new TreeSet<>();
		new MigrationPage("from-spring-addons.md").text()
			.lines()
			.filter((line) -> line.startsWith("| "))
			.flatMap((row) -> NAME.matcher(row).results())
			.map((name) -> name.group(1))
			.forEach(rows::add);
		assertThat(rows).containsExactlyElementsOf(expected);
	}

	/** The metadata does not look into lists and maps. */
	private static Set<String> setters(String prefix, Class<?> type) {
		Set<String> names = new TreeSet<>();
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			if (property.getWriteMethod() != null) {
				names.add(prefix + "." + DataObjectPropertyName.toDashedForm(property.getName()));
			}
		}
		return names;
	}

	@SuppressWarnings("unchecked")
	private static Set<String> properties(Class<?> type, String prefix) throws IOException {
		String jar = type.getProtectionDomain().getCodeSource().getLocation().toString();
		Set<String> names = new TreeSet<>();
		try (InputStream metadata = URI.create("jar:" + jar + "!/META-INF/spring-configuration-metadata.json")
			.toURL()
			.openStream()) {
			Map<String, Object> document = JsonParserFactory.getJsonParser()
				.parseMap(new String(metadata.readAllBytes(), StandardCharsets.UTF_8));
			for (Map<String, Object> property : (List<Map<String, Object>>) document.get("properties")) {
				String name = (String) property.get("name");
				if (name.startsWith(prefix)) {
					names.add(name.substring(prefix.length()));
				}
			}
		}
		return names;
	}

}
