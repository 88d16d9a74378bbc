package io.microgate.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.autoconfigure.MicrogateAutoConfiguration;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.InvalidConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.context.support.StandardServletEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * An application and the check command are given the same files, environment variables,
 * system properties and command line, and come to the same report or to none.
 */
class AgreementTests {

	private static final String DISABLED = "disabled";

	private static final String GOOD = "good";

	private static final String BASE = """
			microgate:
			  routes: {api: {paths: [/api/**]}}
			  jwks: {main: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}}
			  jwts: {main: {requireAny: [{jwksRef: {name: main}, issuer: "https://x"}], expirationRequired: true}}
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - authorization: {authentication: {jwt: {jwtRef: {name: main}}}}
			""";

	private static final String MANIFEST = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: other}
			spec: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}
			""";

	@TempDir
	private Path directory;

	static Stream<Arguments> inputs() {
		return Stream.of(row("base", GOOD, input()), row("profile", "ignore", input().file("application.yml", BASE + """
				---
				spring.config.activate.on-profile: production
				microgate.unmatched-requests: ignore
				""").argument("--spring.profiles.active=production")),
				row("profile by variable", "ignore",
						input().file("application-production.yml", "microgate.unmatched-requests: ignore")
							.variable("SPRING_PROFILES_ACTIVE", "production")),
				row("profile that is not active", GOOD,
						input().file("application-production.yml", "microgate.unmatched-requests: ignore")),
				row("import", "ignore",
						input().file("application.yml", BASE + "spring.config.import: more.yml")
							.file("more.yml", "microgate.unmatched-requests: ignore")),
				row("placeholder", GOOD,
						input().file("application.yml", BASE.replace("https://x", "${TOKEN_ISSUER}"))
							.variable("TOKEN_ISSUER", "https://y")),
				row("relaxed placeholder", GOOD,
						input().file("application.yml", BASE.replace("https://x", "${token.issuer-uri}"))
							.variable("TOKEN_ISSUERURI", "https://y")),
				row("placeholder without a value", "must have placeholders that can be resolved",
						input().file("application.yml", BASE.replace("https://x", "${TOKEN_ISSUER}"))),
				row("random value", GOOD, input().file("application.yml", BASE.replace("https://x", "${random.uuid}"))),
				row("variable", "ignore", input().variable("MICROGATE_UNMATCHED_REQUESTS", "ignore")),
				row("variable of a map entry", "must not be set by an environment variable",
						input().variable("MICROGATE_ROUTES_API_PATHS", "/x")),
				row("command line", "ignore", input().argument("--microgate.unmatched-requests=ignore")),
				row("command line, unknown key", "is not a known key",
						input().argument("--microgate.rutes.a.paths=/x")),
				row("JSON variable", "ignore", input().json("{'microgate': {'unmatchedRequests': 'ignore'}}")),
				row("JSON, good", GOOD, input()
					.json("{'microgate': {'routes': {'more': {'paths': ['/more']}}, 'accessControlPolicies': "
							+ "{'more': {'targetRefs': [{'name': 'more'}], 'policies': [{'authorization': {'deny': {}}}]}}}}")),
				row("JSON, null for an object", "must be an object, but nothing is given",
						input()
							.json("{'microgate': {'accessControlPolicies': {'api': {'targetRefs': [{'name': 'api'}], "
									+ "'policies': [{'authorization': null}]}}}}")),
				row("JSON, empty text for an object", "must be an object, but nothing is given",
						input()
							.json("{'microgate': {'accessControlPolicies': {'api': {'targetRefs': [{'name': 'api'}], "
									+ "'policies': [{'authorization': ''}]}}}}")),
				row("JSON, empty list for an object", "must be an object",
						input()
							.json("{'microgate': {'accessControlPolicies': {'api': {'targetRefs': [{'name': 'api'}], "
									+ "'policies': [{'authorization': []}]}}}}")),
				row("JSON, empty text in a list", GOOD,
						input().json("{'microgate': {'jwts': {'main': {'extensions': {'types': ['', 'JWT']}}}}}")),
				row("JSON, empty list", "must have 1 to 128 items",
						input().json("{'microgate': {'accessControlPolicies': {'api': {'policies': []}}}}")),
				row("JSON system property", "ignore",
						input().property("spring.application.json",
								"{\"microgate\":{\"unmatchedRequests\":\"ignore\"}}")),
				row("JSON on the command line", "ignore",
						input().argument("--spring.application.json={\"microgate.unmatched-requests\":\"ignore\"}")),
				row("system property", "ignore", input().property("microgate.unmatchedRequests", "ignore")),
				row("two spellings", "must be set once, but is set in two spellings",
						input().file("application.yml",
								BASE + "      Policies:\n        - authorization: {deny: {}}\n")),
				row("enabled: off", DISABLED, input().argument("--microgate.enabled=off")),
				row("enabled: No", DISABLED, input().file("application.yml", BASE + "  enabled: 'No'\n  x: 1\n")),
				row("enabled: 0", DISABLED, input().variable("MICROGATE_ENABLED", "0")),
				row("enabled: false in JSON", DISABLED, input().json("{'microgate': {'enabled': false}}")),
				row("enabled: FALSE", DISABLED, input().property("microgate.Enabled", "FALSE")),
				row("enabled by a placeholder", DISABLED,
						input().file("application.yml", BASE + "  enabled: ${ENFORCE:false}\n")),
				row("enabled: on", "ignore",
						input().argument("--microgate.enabled=on").argument("--microgate.unmatched-requests=ignore")),
				row("enabled: sure", "must be a boolean", input().argument("--microgate.enabled=sure")),
				row("enabled: empty", "must be a boolean", input().argument("--microgate.enabled=")),
				row("enabled: null", "must be a boolean", input().json("{'microgate': {'enabled': null}}")),
				row("manifests on the class path", GOOD,
						input().file("application.yml", BASE + "  manifests: [classpath:/manifests/]\n")
							.file("classes/manifests/jwks.yaml", MANIFEST)),
				row("wrong manifest on the class path", "must start with http:// or https://",
						input().file("application.yml", BASE + "  manifests: classpath:manifests/jwks.yaml\n")
							.file("classes/manifests/jwks.yaml", MANIFEST.replace("https://", "ftp://"))),
				row("manifests that are not on the class path", "must be the location of a file or directory",
						input().file("application.yml", BASE + "  manifests: [classpath:/manifest/]\n")
							.file("classes/manifests/jwks.yaml", MANIFEST)));
	}

	private static Arguments row(String name, String outcome, Input input) {
		return argumentSet(name, outcome, input);
	}

	private static Input input() {
		return new Input(new LinkedHashMap<>(Map.of("application.yml", BASE, "classes/none.txt", "")), new HashMap<>(),
				new HashMap<>(), new ArrayList<>());
	}

	@ParameterizedTest
	@MethodSource("inputs")
	void checkWhenApplicationIsStartedWithTheSameThenBothComeToTheSame(String outcome, Input input) throws IOException {
		input.write(this.directory);
		String file = this.directory.resolve("application.yml").toString();
		String application = start(file, input);
		assertThat(check(file, input)).isEqualTo(application);
		assertThat(application).contains(outcome);
	}

	private String check(String file, Input input) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		List<String> arguments = new ArrayList<>(input.arguments);
		arguments.add("--classpath=" + this.directory.resolve("classes"));
		arguments.add(file);
		int code = new CheckCommand(new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8), input.applyTo(new StandardEnvironment()))
			.run(arguments.toArray(String[]::new));
		String printed = out.toString(StandardCharsets.UTF_8);
		if (code == CheckCommand.BAD) {
			return err.toString(StandardCharsets.UTF_8).stripTrailing();
		}
		return printed.contains("'microgate.enabled' is false") ? DISABLED : GOOD;
	}

	private String start(String file, Input input) throws IOException {
		SpringApplication application = Applications.withoutTestSupport(TestApplication.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setEnvironment(input.applyTo(new StandardServletEnvironment()));
		application.setApplicationContextFactory((type) -> new AnnotationConfigServletWebApplicationContext());
		application.setRegisterShutdownHook(false);
		List<String> arguments = new ArrayList<>(input.arguments);
		arguments.add("--spring.config.location=file:" + file);
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		try (URLClassLoader classes = new URLClassLoader(
				new URL[] { this.directory.resolve("classes").toUri().toURL() }, loader)) {
			thread.setContextClassLoader(classes);
			try (ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new))) {
				return context.getBeanProvider(CheckedConfiguration.class).stream().findAny().isPresent() ? GOOD
						: DISABLED;
			}
		}
		catch (RuntimeException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			assertThat(cause).as(() -> String.valueOf(ex)).isInstanceOf(InvalidConfigurationException.class);
			return ((InvalidConfigurationException) cause).report();
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	@ImportAutoConfiguration(MicrogateAutoConfiguration.class)
	static class TestApplication {

	}

	/**
	 * What both are given.
	 *
	 * @param files content by name
	 * @param variables environment variables
	 * @param properties system properties
	 * @param arguments the command line
	 */
	record Input(Map<String, String> files, Map<String, Object> variables, Map<String, Object> properties,
			List<String> arguments) {

		Input file(String name, String content) {
			this.files.put(name, content);
			return this;
		}

		Input variable(String name, String value) {
			this.variables.put(name, value);
			return this;
		}

		Input json(String json) {
			return variable("SPRING_APPLICATION_JSON", json.replace('\'', '"'));
		}

		Input property(String name, String value) {
			this.properties.put(name, value);
			return this;
		}

		Input argument(String argument) {
			this.arguments.add(argument);
			return this;
		}

		/** In place of those of the machine. */
		<T extends ConfigurableEnvironment> T applyTo(T environment) {
			MutablePropertySources sources = environment.getPropertySources();
			sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							this.variables));
			sources.replace(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
					new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, this.properties));
			return environment;
		}

		void write(Path directory) throws IOException {
			FileSystemUtils.deleteRecursively(directory);
			for (Map.Entry<String, String> file : this.files.entrySet()) {
				Path path = directory.resolve(file.getKey());
				Files.createDirectories(path.getParent());
				Files.writeString(path, file.getValue());
			}
		}

	}

}
