package io.microgate.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Requests that handlers of WebFlux read differently from route matches, and routes that
 * take requests of narrower ones.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class ReactiveSeamTests {

	private static final String OPEN_AND_DENIED = """
			microgate:
			  routes:
			    open: {paths: [/**]}
			    denied: {paths: [/secret.txt]}
			    delete: {matches: [{path: {type: Exact, value: /item}, method: DELETE}]}
			    words: {matches: [{path: {type: Exact, value: /words}, queryParams: [{name: mode, value: delete all}]}]}
			  access-control-policies:
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			    denied: {targetRefs: [{name: denied}, {name: delete}, {name: words}], policies: [{authorization: {deny: {}}}]}
			""";

	@TempDir
	private Path directory;

	/** The application reads {@code +} in a query as a space. */
	@Test
	void requestWhenQueryParameterHasPlusThenRouteOfThatValueDecides() throws IOException {
		try (ConfigurableApplicationContext application = start(OPEN_AND_DENIED)) {
			assertThat(answer(application, "GET /words?mode=delete%20all")).contains(" 403 ");
			assertThat(answer(application, "GET /words?mode=delete+all")).doesNotContain("deletes all");
		}
	}

	/** 2.5: an expression that takes paths of a pattern whose policy is stricter. */
	@Test
	void startWhenExpressionTakesPathsOfPolicyThatIsStricterInPartThenFails() {
		assertThatException().isThrownBy(() -> start("""
				microgate:
				  routes:
				    open: {matches: [{path: {type: RegularExpression, value: "/api/.*"}}]}
				    admin: {paths: [/api/admin/**]}
				  access-control-policies:
				    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
				    admin:
				      targetRefs: [{name: admin}]
				      policies:
				        - {requestConditions: {method: [GET]}, authorization: {deny: {}}}
				        - authorization: {}
				""").close());
	}

	/**
	 * 2.5: where two matches share paths, neither contains the other, policies differ.
	 */
	@Test
	void startWhenHostOrMethodPutsOpenRouteFirstThenWarns(CapturedOutput output) {
		start("""
				microgate:
				  routes:
				    first: {hostnames: [localhost]}
				    admin: {paths: [/admin/**]}
				    get: {hostnames: [a.example], matches: [{path: {value: /a}, method: GET}]}
				    internal: {hostnames: [a.example], matches: [{path: {value: /a}, headers: [{name: X-Internal, value: "1"}]}]}
				  access-control-policies:
				    open: {targetRefs: [{name: first}, {name: get}], policies: [{authorization: {}}]}
				    denied: {targetRefs: [{name: admin}, {name: internal}], policies: [{authorization: {deny: {}}}]}
				""")
			.close();
		assertThat(output.toString().lines())
			.anyMatch((line) -> line.contains("'microgate.routes.first") && line.contains("microgate.routes.admin"));
		assertThat(output.toString().lines())
			.anyMatch((line) -> line.contains("'microgate.routes.get") && line.contains("microgate.routes.internal"));
	}

	private ConfigurableApplicationContext start(String configuration) {
		SpringApplication application = new SpringApplication(SeamApplication.class);
		application.setWebApplicationType(WebApplicationType.REACTIVE);
		application.setRegisterShutdownHook(false);
		Path file = this.directory.resolve("seams.yml");
		try {
			Files.writeString(file, configuration);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return application.run("--server.port=0", "--spring.config.location=" + file.toUri(),
				"--spring.reactor.netty.shutdown-quiet-period=0s");
	}

	private static String answer(ConfigurableApplicationContext application, String line) throws IOException {
		int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write((line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { TomcatReactiveWebServerAutoConfiguration.class,
			TomcatReactiveManagementContextAutoConfiguration.class })
	static class SeamApplication {

		@Bean
		Items items() {
			return new Items();
		}

	}

	@RestController
	static class Items {

		@DeleteMapping("/item")
		Mono<String> delete() {
			return Mono.just("deleted");
		}

		@GetMapping(path = "/words", params = "mode=delete all")
		Mono<String> words() {
			return Mono.just("deletes all");
		}

	}

}
