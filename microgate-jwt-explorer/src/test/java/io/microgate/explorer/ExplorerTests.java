package io.microgate.explorer;

import java.nio.file.Path;
import java.util.Map;

import io.microgate.sample.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in a browser, read from the endpoints of an application.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ExplorerTests {

	private final WebApplicationType type;

	private final String[] arguments;

	private TestApplication application;

	private Browser browser;

	ExplorerTests(WebApplicationType type, String... arguments) {
		this.type = type;
		this.arguments = arguments;
	}

	@BeforeAll
	void start(@TempDir Path keys) {
		this.browser = Browser.start();
		this.application = TestApplication.start(this.type, keys, this.arguments);
	}

	@AfterAll
	void stop() {
		if (this.browser != null) {
			this.browser.close();
		}
		if (this.application != null) {
			this.application.close();
		}
	}

	@BeforeEach
	void open() {
		this.browser.resize(1280, 900);
		this.browser.prefer("light");
		this.browser.console();
		this.browser.open(this.application.endpoints() + "/actuator/microgateexplorer");
	}

	@AfterEach
	void nothingIsStored() {
		assertThat(this.browser.run("return localStorage.length + sessionStorage.length + document.cookie.length"))
			.isEqualTo(0L);
	}

	private String connect() {
		String token = TestTokens.sign("operations", Map.of());
		this.browser.find("#access").sendKeys(token, Keys.ENTER);
		awaitText("#mapping-list", "/books");
		return token;
	}

	private void awaitText(String selector, String text) {
		await().untilAsserted(() -> assertThat(this.browser.find(selector).getText()).contains(text));
	}

	private String dom() {
		return (String) this.browser
			.run("return [...document.body.children].filter((child) => child.tagName !== 'SCRIPT')"
					+ ".map((child) => child.outerHTML).join() + [...document.querySelectorAll('input, textarea')].map((field) => field.value).join()");
	}

	@Test
	void connectWhenTokenIsAcceptedThenShowsRoutesEntriesAndMappings() {
		connect();
		assertThat(this.browser.texts("#route-list .name")).containsExactly("bookstore", "actuator");
		assertThat(this.browser.texts("#policy-list h3")).contains("Policy bookstore", "Policy actuator");
		assertThat(this.browser.find("#policy-list").getText()).contains("JWT 'reader'", "roles");
		assertThat(this.browser.find("#mapping-list").getText()).contains("GET, HEAD /books/{id}",
				"route bookstore, entry 1 of policy bookstore", "token needed");
		this.browser.resize(1280, 2400);
		this.browser.capture("configuration-" + this.type);
	}

	@Test
	void connectWhenTokenIsBadThenSaysSo() {
		this.browser.find("#access").sendKeys("not.a.token", Keys.ENTER);
		awaitText("#connect-error", "401 from the endpoint 'microgate'");
		assertThat(this.browser.find("#access").getDomAttribute("aria-invalid")).isEqualTo("true");
		assertThat(this.browser.find("#connected").isDisplayed()).isFalse();
		assertThat(dom()).doesNotContain("not.a.token");
	}

	@Test
	void connectWhenTokenIsForAnotherAudienceThenSaysSo() {
		this.browser.find("#access").sendKeys(TestTokens.sign("bookstore", Map.of()), Keys.ENTER);
		awaitText("#connect-error", "401 from the endpoint 'microgate'");
	}

	@Test
	void explainWhenRefusedThenShowsStepsAndDecidingLines() {
		String operator = connect();
		String reader = TestTokens.sign("bookstore", Map.of("roles", "hidden-role"));
		explain("POST", "/books", reader);
		awaitText("#answer", "Refused with 403");
		assertThat(this.browser.find(".verdict").getText()).contains("claims.require_all", "yml:");
		assertThat(this.browser.find(".change").getText()).contains("roles");
		assertThat(this.browser.texts(".fact.decides")).isNotEmpty()
			.allSatisfy((line) -> assertThat(line).contains("yml:"));
		assertThat(this.browser.find("#summary").getDomProperty("textContent")).contains("Refused with 403");
		assertThat(dom()).doesNotContain(operator, reader, "hidden-role");
		this.browser.resize(1280, 1200);
		this.browser.run("scrollTo({top: 0, behavior: 'instant'})");
		this.browser.capture("refused-" + this.type);
	}

	@Test
	void explainWhenValuesAreAskedForThenShownAsText() {
		connect();
		String hostile = "<img src=x onerror=window.injected=1>";
		this.browser.find("#values").click();
		explain("POST", "/books", TestTokens.sign("bookstore", Map.of("roles", hostile)));
		awaitText("#answer", hostile);
		assertThat(this.browser.run("return document.querySelectorAll('img').length")).isEqualTo(0L);
		assertThat(this.browser.run("return window.injected === undefined")).isEqualTo(true);
	}

	@Test
	void explainWhenParametersAreWrongThenSaysSo() {
		connect();
		explain("GET", "books", null);
		awaitText("#explain-error", "400 from the endpoint 'microgateexplain'. 'path' must start with a slash");
		assertThat(this.browser.find("#answer").isDisplayed()).isFalse();
	}

	@Test
	void explainWhenTokenIsHeldThenUsedAgainAndForgottenOnDemand() {
		connect();
		explain("POST", "/books", TestTokens.sign("bookstore", Map.of("roles", "reader")));
		awaitText("#held", "The last token is used again.");
		this.browser.find("#explain-button").click();
		awaitText("#answer", "Refused with 403");
		this.browser.find("#drop").click();
		assertThat(this.browser.find("#held").isDisplayed()).isFalse();
	}

	@Test
	void forgetWhenPressedThenNothingIsLeft() {
		connect();
		explain("GET", "/books/1", null);
		awaitText("#answer", "bookstore");
		this.browser.find("#forget").click();
		assertThat(dom()).doesNotContain("/books/1", "policy bookstore", "yml:");
		assertThat(this.browser.find("#connect").isDisplayed()).isTrue();
		assertThat(this.browser.driver().switchTo().activeElement().getDomAttribute("id")).isEqualTo("access");
	}

	@Test
	void pageWhenUsedByKeyboardOnlyThenExplains() {
		press(Keys.TAB);
		assertThat(focused()).contains("Skip to the content");
		press(Keys.ENTER, Keys.TAB);
		type(TestTokens.sign("operations", Map.of()));
		press(Keys.ENTER);
		awaitText("#mapping-list", "/books");
		press(Keys.TAB);
		assertThat(focusIsVisible()).isTrue();
		type(Keys.chord(Keys.CONTROL, "a") + "POST");
		press(Keys.TAB);
		type("/books");
		press(Keys.TAB, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.TAB);
		type("{\"roles\": \"reader\"}");
		press(Keys.TAB, Keys.TAB, Keys.SPACE);
		assertThat(this.browser.find("#values").isSelected()).isTrue();
		press(Keys.TAB, Keys.ENTER);
		awaitText("#answer", "if the signature is good");
		assertThat(this.browser.run("return document.querySelectorAll('[tabindex]:not([tabindex=\"-1\"])').length"))
			.isEqualTo(0L);
	}

	@Test
	void pageWhenReadByToolsThenLabelsAndLandmarks() {
		connect();
		assertThat(this.browser.console()).isEmpty();
		assertThat(this.browser.run("""
				return [...document.querySelectorAll('input, textarea')]
					.filter((field) => !field.labels.length || !field.labels[0].textContent.trim()).length"""))
			.isEqualTo(0L);
		for (String landmark : new String[] { "html[lang=en]", "main", "header", "nav[aria-label]", "h1" }) {
			this.browser.find(landmark);
		}
		assertThat(this.browser.find("#summary").getDomAttribute("aria-live")).isEqualTo("polite");
	}

	@Test
	void pageWhenOnPhoneThenNoHorizontalScroll() {
		this.browser.resize(360, 740);
		connect();
		explain("POST", "/books", TestTokens.sign("bookstore", Map.of("roles", "reader")));
		awaitText("#answer", "Refused with 403");
		assertThat(this.browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		this.browser.resize(360, 2400);
		this.browser.run("scrollTo({top: 0, behavior: 'instant'})");
		this.browser.capture("phone-" + this.type);
	}

	@Test
	void pageWhenDarkIsPreferredThenDark() {
		this.browser.prefer("dark");
		connect();
		explain("POST", "/books", TestTokens.sign("bookstore", Map.of("roles", "reader")));
		awaitText("#answer", "Refused with 403");
		assertThat(this.browser.find("body").getCssValue("background-color")).isEqualTo("rgba(19, 22, 27, 1)");
		this.browser.resize(1280, 1200);
		this.browser.run("scrollTo({top: 0, behavior: 'instant'})");
		this.browser.capture("dark-" + this.type);
	}

	@Test
	void pageWhenLeftThenForgotten() {
		String operator = connect();
		String reader = TestTokens.sign("bookstore", Map.of("roles", "reader"));
		explain("POST", "/books", reader);
		awaitText("#answer", "Refused with 403");
		this.browser.open("about:blank");
		this.browser.driver().navigate().back();
		assertThat(this.browser.find("#connect").isDisplayed()).isTrue();
		assertThat(this.browser.find("#connected").isDisplayed()).isFalse();
		assertThat(dom()).doesNotContain(operator, reader, "policy bookstore", "yml:");
	}

	private void explain(String method, String path, String token) {
		replace("#method", method);
		replace("#path", path);
		if (token != null) {
			this.browser.find("input[value=token]").click();
			this.browser.find("#token").sendKeys(token);
		}
		this.browser.find("#explain-button").click();
	}

	private void replace(String field, String text) {
		WebElement element = this.browser.find(field);
		element.clear();
		element.sendKeys(text);
	}

	private void press(Keys... keys) {
		for (Keys key : keys) {
			new Actions(this.browser.driver()).sendKeys(key).perform();
		}
	}

	private void type(String text) {
		this.browser.driver().switchTo().activeElement().sendKeys(text);
	}

	private String focused() {
		return this.browser.driver().switchTo().activeElement().getText();
	}

	private boolean focusIsVisible() {
		return (Boolean) this.browser.run("return document.activeElement.matches(':focus-visible')"
				+ " && getComputedStyle(document.activeElement).outlineStyle !== 'none'");
	}

}
