package io.microgate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.microgate.sample.policy.ConfiguredKeys;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Dockerfile and the Compose file, as far as they can be judged without Docker.
 */
class ContainerTests {

	private static final Pattern FROM = Pattern.compile("(?m)^FROM eclipse-temurin:(\\d+)-jre");

	private static final Pattern LAYER = Pattern.compile("(?m)^COPY --from=layers /layers/extracted/([-\\w]+)/ \\./$");

	private static final Pattern MOUNT = Pattern.compile("(\\./[^:]+):(/[^:]+):ro");

	private static final Pattern KEYCLOAK_VERSION = Pattern.compile("<keycloak.version>(.+)</keycloak.version>");

	private final String dockerfile = read("Dockerfile");

	private final Map<String, Map<String, Object>> services = services();

	@Test
	void imageWhenBuiltThenRunsOnSupportedJavaAndNotAsRoot() {
		assertThat(groups(FROM, this.dockerfile)).hasSize(2)
			.allSatisfy((version) -> assertThat(Integer.parseInt(version)).isGreaterThanOrEqualTo(17));
		String last = this.dockerfile.substring(this.dockerfile.lastIndexOf("\nFROM "));
		assertThat(last).containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$")
			.contains("\nENTRYPOINT [\"java\", \"-jar\", \"application.jar\"]\n");
	}

	@Test
	void imageWhenBuiltThenHasTheLayersOfSpringBootInTheirOrder() {
		assertThat(groups(LAYER, this.dockerfile)).containsExactly("dependencies", "spring-boot-loader",
				"snapshot-dependencies", "application");
	}

	@Test
	void imageWhenBuiltThenOnlyTheJarIsSentToTheDaemon() {
		assertThat(read(".dockerignore").lines()).containsExactly("*", "!target/sample-app-*.jar");
		assertThat(this.dockerfile).contains("COPY target/sample-app-*.jar application.jar");
	}

	@Test
	void composeWhenReadThenKeycloakIsTheOneOfTheTests() {
		assertThat(this.services.get("keycloak").get("image"))
			.isEqualTo("quay.io/keycloak/keycloak:" + groups(KEYCLOAK_VERSION, read("../pom.xml")).get(0));
	}

	@Test
	void composeWhenReadThenFilesAreThereAndPortsAreOnLoopback() {
		assertThat(this.services.values()).allSatisfy((service) -> {
			assertThat(groups(MOUNT, service.get("volumes").toString())).hasSize(1)
				.allSatisfy((file) -> assertThat(Path.of(file)).isRegularFile());
			assertThat(service.get("ports").toString()).startsWith("[127.0.0.1:");
		});
	}

	@Test
	void composeWhenBookstoreStartsThenTokensAreThoseOfKeycloak() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables("bookstore")));
		SpringApplication application = ConfiguredKeys.application(BookstoreApplication.class);
		application.setEnvironment(environment);
		try (ConfigurableApplicationContext context = application.run("--server.port=0")) {
			assertThat(context.getEnvironment().getActiveProfiles()).containsExactly("explorer");
			assertThat(context.getEnvironment().getProperty("microgate.jwks.token-issuer.provider.remote.uri"))
				.isEqualTo("http://keycloak:8080/realms/bookstore/protocol/openid-connect/certs");
			assertThat(context.getEnvironment().getProperty("microgate.jwts.api-token.requireAny[0].issuer"))
				.isEqualTo(variables("keycloak").get("KC_HOSTNAME") + "/realms/bookstore");
			assertThat(context.getEnvironment().getProperty("microgate.jwts.api-token.extensions.principalClaim"))
				.isEqualTo("preferred_username");
		}
	}

	/** Where files are mounted, they are taken from here. */
	@SuppressWarnings("unchecked")
	private Map<String, Object> variables(String service) {
		String text = new Yaml().dump(this.services.get(service).get("environment"));
		for (MatchResult mount : MOUNT.matcher(this.services.get(service).get("volumes").toString())
			.results()
			.toList()) {
			text = text.replace("file:" + mount.group(2), "file:" + mount.group(1));
		}
		return new Yaml().loadAs(text, Map.class);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Map<String, Object>> services() {
		Map<String, Map<String, Map<String, Object>>> compose = new Yaml().loadAs(read("compose.yaml"), Map.class);
		return compose.get("services");
	}

	private static List<String> groups(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1)).toList();
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
