package io.microgate.sample.browser;

import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the bookstore in a browser: it sends requests as the clients of the token
 * issuer, and shows what they get and why.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ActiveProfiles("explorer")
public abstract class BookstorePageTests {

	protected static final int PORT = TestSocketUtils.findAvailableTcpPort();

	private static Browser browser;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry registry) {
		registry.add("server.port", () -> PORT);
	}

	@BeforeAll
	static void start() {
		browser = Browser.start();
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void open() {
		browser.resize(1280, 1300);
		browser.prefer("light");
		browser.offline(false);
		browser.console();
		browser.open("http://localhost:" + PORT + "/");
	}

	private static void send(String client, int request) {
		browser.find("input[name=client][value=%s]".formatted(client)).click();
		browser.find("input[name=request][value='%d']".formatted(request)).click();
		browser.find("#send").click();
	}

	protected static void sendWithOwnToken(String token) {
		browser.find("input[name=client][value=own]").click();
		browser.find("#own-token").clear();
		browser.find("#own-token").sendKeys(token);
		browser.find("#send").click();
	}

	protected static void awaitText(String selector, String text) {
		Awaitility.await().untilAsserted(() -> assertThat(browser.find(selector).getText()).contains(text));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			none   | 0 | 200 Allowed | Allowed          | Entry 1
			none   | 1 | 401 Refused | Refused with 401 | token.missing
			reader | 1 | 200 Allowed | Allowed          | Entry 2
			bad    | 1 | 401 Refused | Refused with 401 | token.signature
			reader | 2 | 403 Refused | Refused with 403 | claims.require_all
			admin  | 2 | 200 Allowed | Allowed          | Entry 3
			admin  | 3 | 403 Refused | Refused with 403 | policy.deny
			reader | 4 | 200 Allowed | Allowed          | Entry 0
			reader | 5 | 401 Refused | Refused with 401 | token.missing
			admin  | 6 | 403 Refused | Refused with 403 | route.none
			""")
	void sendWhenClientAndRequestAreChosenThenStatusAndExplanation(String client, int request, String status,
			String verdict, String detail) {
		send(client, request);
		awaitText("#status", status);
		awaitText("#answer", verdict);
		assertThat(browser.find("#answer").getText()).contains(detail);
	}

	@Test
	void sendWhenRefusedThenHeaderFieldsAndDecidingLine() {
		send("reader", 2);
		awaitText("#answer", "Refused with 403");
		assertThat(browser.find("#fields").getText()).contains("www-authenticate",
				"Bearer error=\"insufficient_scope\"");
		assertThat(browser.find("#answer .verdict .place").getText()).matches("application\\.yml:\\d+");
		browser.run("scrollTo({top: 0, behavior: 'instant'})");
		browser.capture("page");
	}

	/** The driver of the browser warns in the same log. */
	@Test
	void sendWhenAllowedThenBodyAndNoWarningInTheLog(CapturedOutput output) {
		send("none", 0);
		awaitText("#body", "Solaris");
		send("admin", 2);
		awaitText("#body", "Ubik");
		assertThat(output.getAll()).contains("Started ");
		assertThat(output.getAll()
			.lines()
			.filter((line) -> (line.contains(" WARN ") || line.contains(" ERROR ")) && !line.contains("selenium")))
			.isEmpty();
	}

	@Test
	void sendWhenOwnTokenIsMalformedThenExplained() {
		sendWithOwnToken("not.a.token");
		awaitText("#status", "401 Refused");
		awaitText("#answer", "token.malformed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "not.a\ntoken", "not.a.t\u0151ken" })
	void sendWhenNoHeaderFieldCanHaveOwnTokenThenNotSent(String token) {
		sendWithOwnToken(token);
		awaitText("#send-error", "Not sent. The token has a line break or a character that no header field can have.");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void sendWhenThereIsNoAnswerThenTheOneBeforeIsGone() {
		send("none", 0);
		awaitText("#status", "200 Allowed");
		browser.offline(true);
		send("none", 0);
		awaitText("#send-error", "No answer. The bookstore cannot be reached.");
		assertThat(browser.texts("#result, #summary")).containsOnly("");
		browser.offline(false);
		send("none", 0);
		awaitText("#status", "200 Allowed");
		assertThat(browser.find("#send-error").getText()).isEmpty();
	}

	@Test
	void sendWhenTokenIssuerFailsThenNoToken() {
		answerTokenRequests("new Response('', {status: 503})");
		send("reader", 1);
		awaitText("#send-error", "No token. The token issuer answered with 503.");
		send("none", 0);
		awaitText("#status", "200 Allowed");
		awaitText("#explain-error", "No token. The token issuer answered with 503.");
	}

	private static void answerTokenRequests(String response) {
		browser.run("const send = window.fetch; window.fetch = (address, options) => address === 'oauth2/token'"
				+ " ? Promise.resolve(%s) : send(address, options)".formatted(response));
	}

	/** With another issuer, the token of the built-in admin is not accepted. */
	@Test
	void sendWhenAdminIsNotAcceptedThenExplainedWithOwnToken() {
		String admin = (String) browser.run("return fetch('oauth2/token', {method: 'POST', "
				+ "headers: {Authorization: 'Basic ' + btoa('admin:admin-demo')}, "
				+ "body: new URLSearchParams({grant_type: 'client_credentials'})})"
				+ ".then((response) => response.json()).then((answer) => answer.access_token)");
		answerTokenRequests("Response.json({access_token: 'not.a.token'})");
		sendWithOwnToken(admin);
		awaitText("#answer", "Allowed");
		sendWithOwnToken("not.a.token");
		awaitText("#explain-error", "401 from the endpoint 'microgateexplain'");
	}

	@Test
	void sendWhenAnswerIsBelowTheScreenThenScrolledIntoView() {
		browser.resize(400, 800);
		browser.run("document.documentElement.style.scrollBehavior = 'auto'");
		send("reader", 1);
		awaitText("#answer", "Allowed");
		Awaitility.await()
			.untilAsserted(() -> assertThat(browser.run("const {top, bottom} = document.querySelector('#status')"
					+ ".getBoundingClientRect(); return top >= 0 && bottom <= innerHeight"))
				.isEqualTo(true));
	}

	@Test
	void pageWhenUsedThenHoldsNoTokenAndBreaksNoPolicyOfItsOwn() {
		send("admin", 2);
		awaitText("#answer", "Allowed");
		assertThat(browser.run("return document.documentElement.outerHTML").toString()).doesNotContain("eyJ");
		assertThat(browser.run("return localStorage.length + sessionStorage.length + document.cookie.length"))
			.isEqualTo(0L);
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void pageWhenLoadedThenNothingComesFromElsewhere() {
		assertThat(
				browser.run("return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin)"
						+ ".filter((origin) => origin !== location.origin)"))
			.isEqualTo(List.of());
		RestClient client = RestClient.create("http://localhost:" + PORT);
		assertThat(client.get().uri("/").retrieve().toBodilessEntity().getHeaders().get("X-Frame-Options"))
			.containsExactly("DENY");
	}

	@Test
	void pageWhenOnPhoneInTheDarkThenNoHorizontalScroll() {
		browser.resize(360, 2400);
		browser.prefer("dark");
		send("reader", 2);
		awaitText("#answer", "Refused with 403");
		assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		assertThat(browser.find("body").getCssValue("background-color")).isEqualTo("rgba(19, 22, 27, 1)");
		browser.run("scrollTo({top: 0, behavior: 'instant'})");
		browser.capture("page-on-phone");
	}

}
