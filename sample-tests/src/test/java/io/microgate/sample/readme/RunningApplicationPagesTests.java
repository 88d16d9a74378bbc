package io.microgate.sample.readme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.test.MicrogateJwtTestConfiguration;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands that pages send to a running application get what the pages print.
 */
class RunningApplicationPagesTests {

	private static final Path HOW_TO = Path.of("../docs/how-to");

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext application;

	@AfterEach
	void stop() {
		this.application.close();
	}

	private void start(ReadmeSection section, String... properties) throws IOException {
		Path yaml = Files.writeString(this.directory.resolve("application.yml"), section.block("yaml"));
		this.application = SpringApplication.from(Empty::main)
			.with(MicrogateJwtTestConfiguration.class)
			.run(Stream
				.concat(Stream.of("--server.port=0", "--spring.config.location=" + yaml.toUri()), Stream.of(properties))
				.toArray(String[]::new))
			.getApplicationContext();
	}

	private int port() {
		return ((WebServerApplicationContext) this.application).getWebServer().getPort();
	}

	/** Sends to the application what the page sends to a host. */
	private String run(String commands, String host) throws IOException, InterruptedException {
		Process bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c",
				commands.replace("https://" + host, "http://localhost:" + port()))
			.directory(this.directory.toFile())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		bash.getOutputStream().close();
		String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(bash.waitFor()).as("exit code of " + commands).isZero();
		return output;
	}

	@Test
	void metadataWhenAskedForThenPrintedAsOnPage() throws IOException, InterruptedException {
		ReadmeSection section = ReadmeSection.of(HOW_TO.resolve("tell-clients-where-tokens-come-from.md"),
				"Tell clients where tokens come from");
		start(section);
		String printed = "";
		List<String> transcript = section.block("console").lines().filter((line) -> !line.isBlank()).toList();
		assertThat(transcript).hasSize(5);
		for (String line : transcript) {
			if (line.startsWith("$ ")) {
				printed = run(line.substring(2), "api.example.com");
				continue;
			}
			assertThat(printed.lines().map(String::strip)).contains(line);
		}
	}

	@Test
	void explanationWhenAskedForThenVerdict() throws IOException, InterruptedException {
		ReadmeSection section = ReadmeSection.of(HOW_TO.resolve("explain-a-decision.md"), "In a running application");
		start(section);
		TestToken staff = this.application.getBean(TestTokens.class).forJwt("staff");
		Files.writeString(this.directory.resolve("token.txt"), staff.value());
		String operator = staff.claim("roles", "operator").value();
		String verdict = run("OPERATOR=" + operator + "\n" + section.block("sh"), "shop.example.com");
		assertThat(verdict).contains("route.none");
	}

	/** Without the explorer, which reads what this endpoint returns. */
	@Test
	void explorerWhenTokenIsThatOfLauncherThenEndpointAnswers() throws IOException {
		start(ReadmeSection.of(HOW_TO.resolve("explore-the-configuration.md"), "Switch it on"),
				"--microgate.explorer.enabled=false");
		ConfigurableApplicationContext application = this.application;
		var operator = application.getBean(TestTokens.class).forJwt("staff").claim("roles", "operator");
		Files.writeString(Path.of("target/operator.jwt"), operator.value());
		String token = Files.readString(Path.of("target/operator.jwt"));
		String answer = RestClient.create("http://localhost:" + port())
			.get()
			.uri("/actuator/microgate")
			.headers((headers) -> headers.setBearerAuth(token))
			.retrieve()
			.body(String.class);
		assertThat(answer).contains("actuator");
	}

	@EnableAutoConfiguration
	static class Empty {

		static void main(String[] arguments) {
			SpringApplication.run(Empty.class, arguments);
		}

	}

}
