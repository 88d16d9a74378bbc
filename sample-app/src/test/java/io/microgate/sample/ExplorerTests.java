package io.microgate.sample;

import io.microgate.sample.browser.Browser;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
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
	void explainWhenReaderAddsBookThenRefusedByLineOfConfiguration() {
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

	private String token(String client) {
		String response = this.client.post()
			.uri("/oauth2/token")
			.headers((headers) -> headers.setBasicAuth(client, client + "-demo"))
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("grant_type=client_credentials")
			.retrieve()
			.body(String.class);
		return response.replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
	}

}
