package io.microgate.sample.readme;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sample answers the requests of its README with the statuses printed there. Its port
 * is known before it starts because the URI of its own keys contains it.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = "logging.level.io.microgate.coverage.RouteCoverage=debug")
public abstract class ReadmeSampleTests {

	protected static final int PORT = TestSocketUtils.findAvailableTcpPort();

	private final Path readme;

	private final String heading;

	protected ReadmeSampleTests(Path readme, String heading) {
		this.readme = readme;
		this.heading = heading;
	}

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry registry) {
		registry.add("server.port", () -> PORT);
	}

	@BeforeEach
	void awaitKeys() {
		RestClient health = RestClient
			.create("http://localhost:" + PORT + "/actuator/health/microgateJwks/token-issuer");
		Awaitility.await()
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(health.get().retrieve().body(String.class)).contains("\"status\":\"UP\""));
	}

	@TestFactory
	Stream<DynamicTest> requestWhenSentThenStatusAsPrinted() throws IOException {
		assertThat(section().requests()).hasSizeGreaterThan(12);
		return section().statusTests(PORT);
	}

	/** Until the coverage is logged, which may warn after everything else. */
	@Test
	void logWhenStartedAndRequestsAreAllowedThenNoWarning(CapturedOutput output)
			throws IOException, InterruptedException {
		List<String> allowed = section().requests().stream().filter((request) -> request.contains("# 200 ")).toList();
		assertThat(allowed).hasSizeGreaterThan(3);
		for (String request : allowed) {
			assertThat(section().response(request, PORT)).startsWith("HTTP/1.1 200");
		}
		assertThat(output.getAll()).contains("Started ");
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> output.getAll().contains("Route coverage:"));
		assertThat(output.getAll().lines().filter((line) -> line.contains(" WARN ") || line.contains(" ERROR ")))
			.isEmpty();
	}

	protected final ReadmeSection section() throws IOException {
		return ReadmeSection.of(this.readme, this.heading);
	}

}
