package io.microgate.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

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
		this.context = SpringApplication.run(Bookstore.class, "--server.port=0",
				"--spring.config.location=" + configuration.toUri());
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@TestFactory
	Stream<DynamicTest> requestWhenSentThenStatusAsPrinted() throws IOException {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		assertThat(section().requests()).hasSizeGreaterThan(2);
		return section().statusTests(port);
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
