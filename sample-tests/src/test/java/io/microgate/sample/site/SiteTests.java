package io.microgate.sample.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.microgate.sample.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The site as it was built last, in a browser. Without {@code CI} in the environment it
 * is skipped where the site was not built.
 */
class SiteTests {

	private static final Path SITE = Path.of("../site/target/site").toAbsolutePath().normalize();

	private static final Map<String, String> TYPES = Map.of("html", "text/html", "js", "text/javascript", "css",
			"text/css", "svg", "image/svg+xml", "png", "image/png");

	private static HttpServer server;

	private static Browser browser;

	@BeforeAll
	static void start() throws IOException {
		boolean built = Files.isRegularFile(SITE.resolve("index.html"));
		if (System.getenv("CI") != null) {
			assertThat(built).as("%s is built", SITE).isTrue();
		}
		Assumptions.assumeTrue(built, "The site is not built: npm ci && npm run build in site/");
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", SiteTests::answer);
		server.start();
		browser = Browser.start();
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
		if (server != null) {
			server.stop(0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "quick start, /quick-start.html, Quick start", "rotate keys, /how-to/rotate-keys.html, Rotate keys",
			"keycloak, /providers/keycloak.html, Keycloak",
			"401 troubleshoot, /how-to/troubleshooting.html, Troubleshooting" })
	void searchWhenWordsAreTypedThenFindsPage(String words, String page, String title) {
		browser.open(address("/"));
		browser.find(".DocSearch-Button").click();
		browser.find("#localsearch-input").sendKeys(words);
		browser.find("a.result[href^='" + page + "']").click();
		await().untilAsserted(() -> assertThat(browser.driver().getCurrentUrl()).startsWith(address(page)));
		await().untilAsserted(() -> assertThat(browser.find("h1").getText()).startsWith(title));
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void startPageWhenOpenedThenLoadsFilesOfSiteOnly() {
		browser.open(address("/"));
		assertThat(browser.find("h1").getText()).startsWith("Documentation");
		Object loaded = browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name)");
		assertThat((List<?>) loaded).isNotEmpty()
			.allSatisfy((file) -> assertThat(file.toString()).startsWith(address("/")));
		assertThat(browser.console()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "light", "dark" })
	void pageWhenShownInColorSchemeThenSidebarLeadsToItsNeighbours(String scheme) {
		browser.prefer(scheme);
		browser.open(address("/how-to/rotate-keys.html"));
		browser.find(".VPSidebar a[href='/how-to/pin-a-key.html']");
		Object dark = browser.run("return document.documentElement.classList.contains('dark')");
		assertThat(dark).isEqualTo(scheme.equals("dark"));
		browser.capture("site-" + scheme);
	}

	private static String address(String path) {
		return "http://localhost:" + server.getAddress().getPort() + path;
	}

	private static void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			Path file = SITE.resolve(path.substring(1) + (path.endsWith("/") ? "index.html" : "")).normalize();
			if (!file.startsWith(SITE) || !Files.isRegularFile(file)) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			String name = file.getFileName().toString();
			String suffix = name.substring(name.lastIndexOf('.') + 1);
			exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(suffix, "application/octet-stream"));
			byte[] content = Files.readAllBytes(file);
			exchange.sendResponseHeaders(200, content.length);
			exchange.getResponseBody().write(content);
		}
	}

}
