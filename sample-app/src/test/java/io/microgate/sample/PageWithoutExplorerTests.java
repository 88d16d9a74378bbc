package io.microgate.sample;

import io.microgate.sample.browser.Browser;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page at {@code /} without the profile that has the endpoints for its explanations.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
class PageWithoutExplorerTests {

	private static final int PORT = TestSocketUtils.findAvailableTcpPort();

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry registry) {
		registry.add("server.port", () -> PORT);
	}

	@Test
	void sendWhenEndpointIsClosedThenProfileIsNamed() {
		try (Browser browser = Browser.start()) {
			browser.resize(1280, 1300);
			browser.open("http://localhost:" + PORT + "/");
			browser.find("#send").click();
			await().untilAsserted(() -> assertThat(browser.find("#explain-error").getText())
				.contains("Start the bookstore with the profile 'explorer'"));
			assertThat(browser.find("#status").getText()).isEqualTo("401 Refused");
		}
	}

}
