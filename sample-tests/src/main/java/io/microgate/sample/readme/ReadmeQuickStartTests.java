package io.microgate.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.microgate.sample.policy.ConfiguredKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

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
 * An application with the README's first configuration answers its first requests with
 * the statuses printed there, although its identity provider is not there.
 */
public abstract class ReadmeQuickStartTests {

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() throws IOException {
		Path configuration = this.directory.resolve("application.yml");
		String yaml = section().block("yaml");
		Files.writeString(configuration, yaml.replace("https://idp.example.com", "http://localhost:1"));
		this.context = ConfiguredKeys.application(Bookstore.class)
			.run("--server.port=0", "--spring.config.location=" + configuration.toUri(),
					"--management.endpoint.health.show-components=always");
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@TestFactory
	Stream<DynamicTest> requestWhenSentThenStatusAsPrinted() throws IOException {
		assertThat(section().requests()).hasSizeGreaterThan(2);
		return section().statusTests(port());
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
	@Import(PublicController.class)
	static class Bookstore {

	}

	@RestController
	static class PublicController {

		@GetMapping("/api/public")
		String hello() {
			return "hello";
		}

	}

}
