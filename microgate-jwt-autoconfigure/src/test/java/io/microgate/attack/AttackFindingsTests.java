package io.microgate.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What an attacker found. Each test fails on commit that it was written for.
 */
@ExtendWith(OutputCaptureExtension.class)
class AttackFindingsTests {

	private static final String OPEN_BUT = """
			microgate:
			  routes:
			    all: {paths: [/**]%s}
			    denied: {%s}
			  access-control-policies:
			    all: {targetRefs: [{name: all}], policies: [{authorization: {}}]}
			    denied: {targetRefs: [{name: denied}], policies: [%s]}
			""";

	private static final String DENY = "{authorization: {deny: {}}}";

	private static final String NO_DELETE = "{requestConditions: {method: [DELETE]}, authorization: {deny: {}}}, {authorization: {}}";

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "/files/%20secret.txt", "/files/%20/secret.txt", "/files/secret.txt%20" })
	void deniedFileUnderAntPathMatcher(String target) throws IOException {
		Files.writeString(this.directory.resolve("secret.txt"), "the secret");
		try (ConfigurableApplicationContext context = run(OPEN_BUT.formatted("", "paths: [/files/secret.txt]", DENY),
				AntResources.class)) {
			assertThat(get(context, target)).doesNotContain("the secret");
		}
	}

	@Test
	void endpointAtVariableBelowHealth() throws IOException {
		String yaml = "microgate: {}\nmanagement.endpoints.web.exposure.include: '*'\n"
				+ "management.endpoints.web.path-mapping.vault: 'health/{any}'\n";
		try (ConfigurableApplicationContext context = run(yaml, VaultEndpoint.class)) {
			assertThat(get(context, "/actuator/health/abc")).doesNotContain("the vault");
		}
	}

	@Test
	void broadRouteOfOneHostIsWarnedOf(CapturedOutput output) throws IOException {
		run(OPEN_BUT.formatted(", hostnames: [localhost]", "paths: [/admin/**]", DENY)).close();
		assertThat(output.getAll()).contains("share paths");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/admin/[0-9]{7}", "/adm\\pL+/x", "/admin/[0-9]{60}" })
	void expressionThatTakesPathsOfStricterPattern(String regex) {
		String yaml = "microgate:\n  routes:\n    all: {matches: [{path: {type: RegularExpression, value: '" + regex
				+ "'}}]}\n    denied: {paths: [/admin/**]}\n  access-control-policies:\n"
				+ "    all: {targetRefs: [{name: all}], policies: [{authorization: {}}]}\n"
				+ "    denied: {targetRefs: [{name: denied}], policies: [{authorization: {deny: {}}}]}\n";
		assertThatThrownBy(() -> run(yaml).close()).isInstanceOf(Exception.class);
	}

	@Test
	void expressionThatTakesPathsOfPartlyStricterPattern() {
		String yaml = "microgate:\n  routes:\n    all: {matches: [{path: {type: RegularExpression, value: '/api/.*'}}]}\n"
				+ "    denied: {paths: [/api/admin/**]}\n  access-control-policies:\n"
				+ "    all: {targetRefs: [{name: all}], policies: [{authorization: {}}]}\n"
				+ "    denied: {targetRefs: [{name: denied}], policies: [{requestConditions: {method: [GET]}, "
				+ "authorization: {deny: {}}}, {authorization: {}}]}\n";
		assertThatThrownBy(() -> run(yaml).close()).isInstanceOf(Exception.class);
	}

	private ConfigurableApplicationContext run(String yaml, Class<?>... more) throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yml"), yaml);
		SpringApplication application = new SpringApplication(TestApplication.class);
		for (Class<?> source : more) {
			application.addPrimarySources(java.util.List.of(source));
		}
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("spring.config.location", file.toUri().toString(), "server.port", "0",
				"attack.directory", this.directory.toUri().toString()));
		return application.run();
	}

	private static String get(ConfigurableApplicationContext context, String target) throws IOException {
		return exchange(context, "GET " + target + " HTTP/1.1");
	}

	private static String exchange(ConfigurableApplicationContext context, String request) throws IOException {
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write((request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Controller controller() {
			return new Controller();
		}

	}

	@RestController
	static class Controller {

		@RequestMapping("/item")
		String item(HttpServletRequest request) {
			return request.getMethod();
		}

	}

	static class AntResources implements WebMvcConfigurer {

		private final String location;

		AntResources(org.springframework.core.env.Environment environment) {
			this.location = environment.getRequiredProperty("attack.directory");
		}

		@Override
		@SuppressWarnings({ "deprecation", "removal" })
		public void configurePathMatch(PathMatchConfigurer configurer) {
			configurer.setPathMatcher(new AntPathMatcher());
		}

		@Override
		public void addResourceHandlers(ResourceHandlerRegistry registry) {
			registry.addResourceHandler("/files/**").addResourceLocations(this.location);
		}

	}

	@Endpoint(id = "vault")
	static class VaultEndpoint {

		@ReadOperation
		String read() {
			return "the vault";
		}

	}

}
