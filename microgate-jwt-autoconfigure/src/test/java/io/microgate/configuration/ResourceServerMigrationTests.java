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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.env.ConfigurableEnvironment;
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
			String line = warning.replaceFirst("(?s).*the same tokens: ", "")
				.replaceFirst("\\. Without a counterpart.*", "");
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
			.addFirst(
					new MapPropertySource("variables", Map.of("IDP", "https://idp.example.com", "KEYS", "file:/keys")));
		return environment;
	}

}
