package io.microgate.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.microgate.test.MicrogateJwtTestConfiguration;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with the README's first configuration, run as the README runs it with
 * keys of the test, answers its first requests with the statuses printed there.
 */
public abstract class ReadmeQuickStartTests {

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() throws IOException {
		Path configuration = Files.writeString(this.directory.resolve("application.yml"), section().block("yaml"));
		this.context = SpringApplication.from(Bookstore::main)
			.with(MicrogateJwtTestConfiguration.class)
			.run("--server.port=0", "--spring.config.location=" + configuration.toUri(),
					"--management.endpoint.health.show-components=always")
			.getApplicationContext();
		TestToken reader = this.context.getBean(TestTokens.class).forJwt("bookstore-jwt").claim("roles", "reader");
		Files.createDirectory(this.directory.resolve("target"));
		Files.writeString(this.directory.resolve("target/reader.jwt"), reader.value());
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@TestFactory
	Stream<DynamicTest> requestWhenSentThenStatusAsPrinted() throws IOException {
		assertThat(section().requests()).hasSize(4);
		return section().statusTests(port(), this.directory);
	}

	/** The application has what the starter brings, and nothing for meters. */
	@Test
	void healthWhenStarterAsItComesThenAnswersWithoutMicrometer() {
		assertThat(ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", null)).isFalse();
		assertThat(this.context.getBeanDefinitionNames()).contains("microgateConfigurationHealthIndicator")
			.doesNotContain("microgateMeterDecisionListener");
		String health = RestClient.create("http://localhost:" + port() + "/actuator/health/microgateConfiguration")
			.get()
			.retrieve()
			.body(String.class);
		assertThat(health).contains("\"status\":\"UP\"");
	}

	private int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	private static ReadmeSection section() throws IOException {
		return ReadmeSection.of(Path.of("../README.md"), "Quick start");
	}

	@EnableAutoConfiguration
	@Import(BookController.class)
	static class Bookstore {

		static void main(String[] arguments) {
			SpringApplication.run(Bookstore.class, arguments);
		}

	}

	@RestController
	static class BookController {

		@GetMapping({ "/api/public", "/api/books" })
		String hello() {
			return "hello";
		}

	}

}
