package io.microgate.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.microgate.sample.browser.Browser;
import io.microgate.sample.readme.ReadmeSection;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The explorer of the sample, and the picture of it in the README.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ActiveProfiles("explorer")
class ExplorerTests {

	private static final int PORT = TestSocketUtils.findAvailableTcpPort();

	private final RestClient client = RestClient.create("http://localhost:" + PORT);

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry registry) {
		registry.add("server.port", () -> PORT);
	}

	@Test
	void explainWhenReaderAddsBookThenRefusedByLineOfConfiguration() throws IOException, InterruptedException {
		try (Browser browser = Browser.start()) {
			await().ignoreExceptions()
				.untilAsserted(() -> assertThat(
						this.client.get().uri("/actuator/health/microgateJwks").retrieve().body(String.class))
					.contains("\"status\":\"UP\""));
			browser.resize(1200, 1160);
			browser.open("http://localhost:" + PORT + "/actuator/microgateexplorer");
			browser.find("#access").sendKeys(token("admin"), Keys.ENTER);
			await().untilAsserted(
					() -> assertThat(browser.find("#mapping-list").getText()).contains("BookstoreController#add"));
			browser.find("#method").clear();
			browser.find("#method").sendKeys("POST");
			browser.find("#path").sendKeys("/books");
			browser.find("input[value=token]").click();
			browser.find("#token").sendKeys(token("reader"));
			browser.find("#explain-button").click();
			await().untilAsserted(() -> assertThat(browser.find("#answer").getText()).contains("Refused with 403",
					"claims.require_all", "application.yml:"));
			browser.run("scrollTo({top: 0, behavior: 'instant'})");
			browser.capture("explorer");
		}
	}

	/** By the command of the README. */
	private static String token(String client) throws IOException, InterruptedException {
		ReadmeSection section = ReadmeSection.of(Path.of("README.md"), "Explore it");
		List<String> commands = section.requests()
			.stream()
			.filter((line) -> line.contains(" " + client + ":"))
			.toList();
		assertThat(commands).hasSize(1);
		return section.response(commands.get(0), PORT).replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
	}

}
