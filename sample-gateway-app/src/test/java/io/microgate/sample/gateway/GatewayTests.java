package io.microgate.sample.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.sample.readme.ReadmeSampleTests;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The requests of the gateway's README, answered by the gateway or the upstream.
 */
class GatewayTests extends ReadmeSampleTests {

	GatewayTests() {
		super(Path.of("README.md"), "Try it");
	}

	@DynamicPropertySource
	static void upstreamPort(DynamicPropertyRegistry registry) {
		int port = TestSocketUtils.findAvailableTcpPort();
		registry.add("upstream.port", () -> port);
	}

	@TestFactory
	Stream<DynamicTest> requestWhenLetThroughThenUpstreamSeesWhatIsPrinted() throws IOException {
		List<String> requests = section().requests().stream().filter((line) -> line.matches(".*# 200 .*: .*")).toList();
		assertThat(requests).hasSizeGreaterThan(3);
		return requests.stream()
			.map((request) -> dynamicTest(request,
					() -> assertThat(section().response(request, PORT)).endsWith("\r\n\r\n" + lastPart(request))));
	}

	private static String lastPart(String request) {
		return request.substring(request.lastIndexOf(": ") + 2);
	}

}
