package io.microgate.configuration;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.microgate.PageBlock;
import io.microgate.decision.DenyReason;
import io.microgate.request.TestRequest;
import io.microgate.route.ChallengeRules;
import io.microgate.route.MetadataDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Protected resources among each other, and where clients may not find their metadata.
 */
class ProtectedResourceTests {

	private static final String YAML = """
			microgate:
			  routes:
			    shop: {paths: [/shop]}
			    other: {matches: [{path: {type: %s, value: %s}, method: POST}]}
			  access-control-policies:
			    deny: {targetRefs: [{name: shop}, {name: other}], policies: [{authorization: {deny: {}}}]}
			  protected-resources:
			    shop: {resource: "https://api.example.com/shop", routeRefs: [{name: shop}]}
			""";

	private static final String ADDRESS = "/.well-known/oauth-protected-resource/shop";

	@Test
	void ofWhenLiteralRouteAtTheDocumentThenNamesBoth() {
		ConfigurableEnvironment environment = Configurations.environment(YAML.formatted("Exact", ADDRESS));
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment))
			.containsExactly("'microgate.protected-resources.shop' has its metadata at '" + ADDRESS
					+ "', about which route 'other' decides instead");
	}

	@ParameterizedTest
	@CsvSource({ "PathPrefix, /.well-known", "PathPrefix, " + ADDRESS, "Exact, " + ADDRESS + "/" })
	void ofWhenBroaderRouteThenNoWarning(String type, String path) {
		ConfigurableEnvironment environment = Configurations.environment(YAML.formatted(type, path));
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "server.servlet.context-path, /app, /app", "spring.webflux.base-path, /app/, /app",
			"server.servlet.context-path, /, ''", "spring.webflux.base-path, '', ''" })
	void ofWhenMountedThenNamesAddressThatAProxyHasToMap(String property, String path, String mount) {
		ConfigurableEnvironment environment = Configurations.environment(YAML.formatted("Exact", "/other"));
		environment.getPropertySources().addFirst(new MapPropertySource("mount", Map.of(property, path)));
		String[] expected = mount.isEmpty() ? new String[0]
				: new String[] { "'microgate.protected-resources.shop' has its metadata served at '" + mount + ADDRESS
						+ "', but clients look for it at 'https://api.example.com" + ADDRESS
						+ "': let a proxy map that address, or set 'metadata-uri'" };
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment))
			.containsExactly(expected);
	}

	@ParameterizedTest
	@CsvSource({ "/mvc, false, true", "/mvc, true, false", "/, false, false", "'', false, false" })
	void ofWhenNoServletIsMappedToTheDocumentThenNamesTheCure(String path, boolean defaultServlet, boolean warns) {
		ConfigurableEnvironment environment = Configurations.environment(YAML.formatted("Exact", "/other"));
		environment.getPropertySources()
			.addFirst(new MapPropertySource("servlet", Map.of("spring.mvc.servlet.path", path,
					"server.servlet.register-default-servlet", String.valueOf(defaultServlet))));
		String[] expected = !warns ? new String[0]
				: new String[] { "'microgate.protected-resources.shop' has its metadata at '" + ADDRESS
						+ "', but the server answers 404 there, because 'spring.mvc.servlet.path' maps no servlet to it:"
						+ " set 'server.servlet.register-default-servlet' to true" };
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment))
			.containsExactly(expected);
	}

	@Test
	void ofWhenMountedAndMetadataUriThenNoWarning() {
		ConfigurableEnvironment environment = Configurations.environment(YAML.formatted("Exact", "/other"), """
				microgate.protected-resources.shop.metadata-uri: https://docs.example.com/shop.json
				""");
		environment.getPropertySources()
			.addFirst(new MapPropertySource("mount", Map.of("server.servlet.context-path", "/app")));
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment)).isEmpty();
	}

	@Test
	void problemsWhenTwoResourcesShareAPathThenNamesTheFirst() {
		assertThat(Configurations.problems(YAML.formatted("Exact", "/other"),
				"""
						microgate.protected-resources.twin: {resource: "https://other.example.com/shop", routeRefs: [{name: other}]}
						"""))
			.singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property()).isEqualTo("microgate.protected-resources.twin.resource");
				assertThat(problem.rule())
					.contains("must have another path than 'microgate.protected-resources.shop.resource'");
			});
	}

	@Test
	void problemsWhenRouteBelongsToTwoResourcesThenNamesTheFirst() {
		assertThat(Configurations.problems(YAML.formatted("Exact", "/other"),
				"""
						microgate.protected-resources.twin: {resource: "https://api.example.com/twin", routeRefs: [{name: other}, {name: shop}]}
						"""))
			.singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property()).isEqualTo("microgate.protected-resources.twin.route-refs[1].name");
				assertThat(problem.rule()).contains("belongs to no other",
						"'microgate.protected-resources.shop' has it");
			});
	}

	@Test
	void documentAndChallengeWhenReferenceShowsThemThenThoseOfItsConfiguration() throws IOException {
		String page = "docs/reference/configuration.md";
		MicrogateProperties properties = Configurations.read(PageBlock.read(page, "Protected resources", "yaml"));
		List<String> shown = PageBlock.readAll(page, "Protected resources", "");
		assertThat(shown).hasSize(2);
		String[] document = shown.get(0).split("\n", 2);
		assertThat(MetadataDocuments.compile(properties.protectedResources())
			.find(new TestRequest("GET", document[0].replaceFirst("GET ", ""))))
			.isEqualTo(document[1].replaceAll("\\s", ""));
		ChallengeRules challenges = ChallengeRules.compile(properties.challenge().realm(),
				properties.protectedResources());
		assertThat(shown.get(1).strip().replaceAll("\\s+", " "))
			.isEqualTo("WWW-Authenticate: Bearer realm=\"%s\", error=\"%s\", resource_metadata=\"%s\""
				.formatted(challenges.realm(), DenyReason.TOKEN_EXPIRED.error(), challenges.metadataUris().get("mcp")));
	}

}
