package io.microgate.explorer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.microgate.sample.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the policy keeps a browser from doing if something gets into the page all the
 * same.
 */
class ContentSecurityPolicyTests {

	private static final ExplorerPage PAGE = ExplorerPage.read();

	private static final String INJECTED = """
			<script>window.injected = 'script'</script>
			<img src=x onerror="window.injected = 'handler'">
			<style>body { display: none }</style>
			<form id=leak action="%s"><input name=a value=b></form>
			<p id=end style="display: none">end</p>
			""";

	private static Browser browser;

	private static HttpServer own;

	private static HttpServer foreign;

	/** The requests that each server has seen. */
	private static final List<String> seen = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void start() throws IOException {
		browser = Browser.start();
		foreign = serve("foreign", "<iframe src='%s'></iframe>", null);
		own = serve("own", PAGE.html().replace("</body>", INJECTED.formatted(uri(foreign)) + "</body>"),
				PAGE.contentSecurityPolicy());
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
			own.stop(0);
			foreign.stop(0);
		}
	}

	@BeforeEach
	void open() {
		seen.clear();
		browser.console();
		browser.open(uri(own) + "/page");
	}

	private static HttpServer serve(String name, String html, String policy) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			seen.add(name + " " + exchange.getRequestURI());
			exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
			exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
			if (policy != null) {
				exchange.getResponseHeaders().set("Content-Security-Policy", policy);
			}
			byte[] body = html.replace("%s", (own != null) ? uri(own) + "/framed" : "")
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		return server;
	}

	private static String uri(HttpServer server) {
		return "http://localhost:" + server.getAddress().getPort();
	}

	private static void assertBlocked(String directive) {
		await().untilAsserted(() -> assertThat(browser.console())
			.anySatisfy((message) -> assertThat(message).contains("Content Security Policy", directive)));
	}

	@Test
	void pageWhenMarkupIsInjectedThenItsScriptsAndStylesAreBlocked() {
		assertThat(browser.run("return window.injected === undefined")).isEqualTo(true);
		assertThat(browser.find("#end").isDisplayed()).isTrue();
		assertThat(browser.find("#connect").isDisplayed()).isTrue();
		assertThat(seen).containsExactly("own /page");
		assertBlocked("script-src");
	}

	@Test
	void pageWhenScriptWritesMarkupThenRefused() {
		assertThat(browser.run("""
				try { document.body.innerHTML = '<b>x</b>'; return 'written'; }
				catch (error) { return error.name; }
				""")).isEqualTo("TypeError");
	}

	@Test
	void fetchWhenForeignThenBlockedAndWhenOwnThenNot() {
		browser.run("""
				window.own = window.foreign = 'pending';
				fetch('/data').then(() => window.own = 'reached', () => window.own = 'blocked');
				fetch(arguments[0]).then(() => window.foreign = 'reached', () => window.foreign = 'blocked');
				""", uri(foreign) + "/leak");
		await().untilAsserted(() -> assertThat(browser.run("return [window.own, window.foreign]"))
			.isEqualTo(List.of("reached", "blocked")));
		assertThat(seen).containsExactlyInAnyOrder("own /page", "own /data");
	}

	@Test
	void formWhenSubmittedToForeignAddressThenBlocked() {
		browser.run("document.getElementById('leak').submit()");
		assertBlocked("form-action");
		assertThat(seen).containsExactly("own /page");
	}

	@Test
	void pageWhenFramedThenBlocked() {
		browser.open(uri(foreign) + "/frame");
		assertBlocked("frame-ancestors");
	}

}
