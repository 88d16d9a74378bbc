package io.microgate.sample;

import java.io.IOException;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The sample answers the requests of the README with the statuses printed there. Its port
 * is known before it starts because the URI of its own keys contains it.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
class ReadmeSampleTests {

	private static final int PORT = TestSocketUtils.findAvailableTcpPort();

	@Autowired
	private HealthEndpoint health;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry registry) {
		registry.add("server.port", () -> PORT);
	}

	@BeforeEach
	void awaitKeys() {
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.health.healthForPath("microgateJwks", "token-issuer")).isNotNull()
				.satisfies((health) -> assertThat(health.getStatus()).isEqualTo(Status.UP)));
	}

	@TestFactory
	Stream<DynamicTest> requestWhenSentThenStatusAsPrinted() throws IOException {
		ReadmeSection section = ReadmeSection.of("The sample");
		assertThat(section.requests()).hasSizeGreaterThan(12);
		return section.requests()
			.stream()
			.map((request) -> dynamicTest(request, () -> assertThat(section.actualStatus(request, PORT))
				.isEqualTo(ReadmeSection.expectedStatus(request))));
	}

}
