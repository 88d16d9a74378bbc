package io.microgate.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.microgate.ProjectFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResourceServerMigration}. Each file of {@code migrations} has what is
 * written, and after {@code ---} what it is translated to.
 */
class ResourceServerMigrationTests {

	private static final String SEPARATOR = "---\n";

	static List<Path> files() throws IOException {
		try (Stream<Path> files = Files
			.list(ProjectFiles.ROOT.resolve("microgate-jwt-autoconfigure/src/test/resources/migrations"))) {
			return files.sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("files")
	void yamlWhenPropertiesAreSetThenSaysTheSame(Path file) throws IOException {
		String[] documents = Files.readString(file, StandardCharsets.UTF_8).split(SEPARATOR, 2);
		assertThat(yaml(Configurations.environment(documents[0]))).isEqualTo(documents[1]);
	}

	@ParameterizedTest
	@MethodSource("files")
	void yamlWhenCheckedThenHasNoProblem(Path file) throws IOException {
		String yaml = Files.readString(file, StandardCharsets.UTF_8).split(SEPARATOR, 2)[1];
		assertThat(Configurations.problems(variables(yaml))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("files")
	void warningWhenReadAsYamlThenIsTheSameConfiguration(Path file) throws IOException {
		String[] documents = Files.readString(file, StandardCharsets.UTF_8).split(SEPARATOR, 2);
		String warning = ResourceServerMigration.warnings(Configurations.environment(documents[0]), true).get(0);
		assertThat(warning).doesNotContain("\n");
		if (documents[1].contains("microgate:")) {
			String line = warning.replaceFirst("(?s).*says what differs\\): ", "")
				.replaceFirst("\\. The route '/\\*\\*' takes every request.*", "");
			assertThat(Configurations.read(variables(line))).isEqualTo(Configurations.read(variables(documents[1])));
		}
	}

	@Test
	void warningWhenRoutesAreConfiguredThenHasKeysAndTokensOnly() {
		ConfigurableEnvironment environment = Configurations
			.environment("spring.security.oauth2.resourceserver.jwt.jwk-set-uri: https://idp.example.com/jwks.json");
		assertThat(ResourceServerMigration.warnings(environment, false)).singleElement()
			.asString()
			.contains("jwks: {identity-provider", "jwts: {access-token")
			.doesNotContain("routes:", "access-control-policies:", "\n");
	}

	@Test
	void warningWhenNothingIsConfiguredThenLetsCopyAll() {
		ConfigurableEnvironment environment = Configurations
			.environment("spring.security.oauth2.resourceserver.jwt.jwk-set-uri: https://idp.example.com/jwks.json");
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment)).singleElement()
			.asString()
			.contains("routes: {application: {paths: [/**]}}");
	}

	@Test
	void yamlWhenVariablesSetPropertiesThenSaysTheSame() {
		ConfigurableEnvironment environment = Configurations.environment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWKSETURI", "https://idp.example.com/jwks.json",
							"SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES_0", "shop")));
		assertThat(yaml(environment)).contains("https://idp.example.com/jwks.json", "audiences: [shop]");
	}

	@Test
	void yamlWhenSecretsAreWrittenThenNamesNoneOfThem() {
		ConfigurableEnvironment environment = Configurations.environment(
				"""
						spring.security.oauth2.resourceserver:
						  jwt: {jwk-set-uri: "https://user:s3cret@idp.example.com/jwks.json", issuer-uri: "${IDP}"}
						  opaquetoken: {client-id: client-s3cret, client-secret: s3cret, introspection-uri: "https://s3cret.invalid"}
						""");
		environment.getPropertySources().addLast(new MapPropertySource("variables", Map.of("IDP", "https://s3cret")));
		assertThat(yaml(environment)).contains("https://idp.example.com/jwks.json", "issuer: ${IDP}")
			.doesNotContain("s3cret");
		assertThat(ResourceServerMigration.warnings(environment, true).toString()).doesNotContain("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://user:s3cret@idp.example.com/keys", "https://s3cret@idp.example.com/keys",
			"https://user:s3/cret@idp.example.com/keys", "https://user:${NONE:s3cret}@idp.example.com/keys",
			"https://user:s3?cret@idp.example.com/keys", "${NONE:https://user:s3cret@idp.example.com/keys}",
			"${NONE:https}://user:s3cret@idp.example.com/keys", "https://${NONE:user:s3cret@idp.example.com}/keys",
			"https://${NONE:user:s3cret@}idp.example.com/keys", "${NONE:${NONE:https://u:s3cret@idp.example.com}/keys}",
			"user:s3cret@idp.example.com/keys", "${NONE:user:s3cret@idp.example.com/keys}" })
	void yamlWhenUserIsInUriThenLeftOut(String uri) {
		ConfigurableEnvironment environment = withKeySet(uri);
		String yaml = yaml(environment);
		assertThat(yaml).contains("idp.example.com", "/keys", "'jwt.jwk-set-uri': The user in it is left out")
			.doesNotContain("cret", "@");
		assertThat(ResourceServerMigration.warnings(environment, true).toString()).doesNotContain("cret", "@")
			.contains("Without a counterpart: 'jwt.jwk-set-uri'");
		String written = yaml.lines().filter((line) -> line.contains("remote:")).findFirst().orElseThrow();
		assertThat(written.chars().filter((character) -> character == '{').count())
			.isEqualTo(written.chars().filter((character) -> character == '}').count());
	}

	@Test
	void yamlWhenPathHasAnAtSignThenStays() {
		assertThat(yaml(withKeySet("https://idp.example.com/@tenant/keys"))).contains("/@tenant/keys")
			.doesNotContain("left out");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://idp.example.com/keys?sig=s3cret", "${NONE:https://idp.example.com/keys?sig=s3cret}",
					"https://idp.example.com/keys?version=${NONE:1}&sig=s3cret",
					"https://user:s3cret@idp.example.com/keys?sig=s3cret" })
	void warningWhenUriHasQueryThenLeavesItOut(String uri) {
		ConfigurableEnvironment environment = withKeySet(uri);
		String warning = ResourceServerMigration.warnings(environment, true).get(0);
		assertThat(warning).contains("https://idp.example.com/keys?...").doesNotContain("s3cret");
		assertThat(warning.replaceFirst(".*differs\\): ", "").replaceFirst("\\. The route.*", ""))
			.satisfies((line) -> assertThat(Configurations.problems(Configurations.environment(line))).isEmpty());
		assertThat(yaml(environment)).contains("sig=s3cret", "'jwt.jwk-set-uri': Its query is written as it is.");
	}

	@Test
	void warningsWhenAnIndexIsLeftOutThenNoneFails() {
		ConfigurableEnvironment environment = withKeySet("https://idp.example.com/jwks.json");
		environment.getPropertySources()
			.addLast(new MapPropertySource("gap", Map.of("spring.security.oauth2.resourceserver.jwt.audiences[0]",
					"shop", "spring.security.oauth2.resourceserver.jwt.audiences[2]", "admin")));
		assertThat(ConfigurationWarnings.of(Configurations.readAll(environment), environment)).singleElement()
			.asString()
			.endsWith("Without a counterpart: 'jwt.audiences'");
	}

	@Test
	void warningsWhenSourceFailsThenSayThatNothingIsTranslated() {
		ConfigurableEnvironment environment = withKeySet("https://idp.example.com/jwks.json");
		environment.getPropertySources().addFirst(new EnumerablePropertySource<>("failing", new Object()) {

			@Override
			public String[] getPropertyNames() {
				throw new IllegalStateException("s3cret");
			}

			@Override
			public @Nullable Object getProperty(String name) {
				return null;
			}

		});
		assertThat(ResourceServerMigration.warnings(environment, true)).singleElement()
			.asString()
			.endsWith("could not be translated: java.lang.IllegalStateException");
	}

	@Test
	void yamlWhenListOfVariablesIsPlaceholderThenSplitAtCommas() {
		ConfigurableEnvironment environment = withKeySet("https://idp.example.com/jwks.json");
		environment.getPropertySources()
			.addFirst(new MapPropertySource("variables", Map.of("AUDIENCES", "shop,admin",
					"spring.security.oauth2.resourceserver.jwt.audiences", "${AUDIENCES}")));
		assertThat(yaml(environment)).contains("audiences: [shop, admin]");
	}

	@Test
	void yamlWhenKeysOfVariablesAreKnownThenNoRemark() {
		ConfigurableEnvironment environment = Configurations.environment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI", "https://idp.example.com/jwks.json",
							"SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES_0", "shop",
							"SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_CLOCKSKEW", "5s")));
		assertThat(yaml(environment).lines().filter((line) -> line.contains("no such property")))
			.containsExactly("# 'jwt.clockskew': Spring Boot has no such property, so it is left out.");
	}

	@Test
	void yamlWhenMicrogateHasResourcesThenSaysThatNamesMayExist() {
		assertThat(yaml(Configurations.environment("""
				spring.security.oauth2.resourceserver.jwt.jwk-set-uri: https://idp.example.com/jwks.json
				microgate.routes.application.paths: /a
				"""))).contains("# 'microgate': It has resources already.");
	}

	private static ConfigurableEnvironment withKeySet(String uri) {
		ConfigurableEnvironment environment = Configurations.environment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("properties",
					Map.of("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", uri)));
		return environment;
	}

	@Test
	void ofWhenNoPropertyIsSetThenNull() {
		assertThat(ResourceServerMigration.of(Configurations.environment("spring.security.user.name: a"))).isNull();
	}

	private static String yaml(ConfigurableEnvironment environment) {
		return Objects.requireNonNull(ResourceServerMigration.of(environment)).yaml();
	}

	private static ConfigurableEnvironment variables(String yaml) {
		ConfigurableEnvironment environment = Configurations.environment(yaml);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("variables",
					Map.of("IDP", "https://idp.example.com", "KEYS", "file:/keys", "AUDIENCES", "shop")));
		return environment;
	}

}
