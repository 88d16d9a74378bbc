package io.microgate.recipe.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.sun.net.httpserver.HttpServer;
import io.microgate.sample.browser.Browser;
import io.microgate.sample.provider.KeyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide for single-page applications, in a browser: its script calls an application
 * with its YAML from a page of another origin.
 */
class BrowserCallTests {

	private static final RecipePage page = RecipePage.of("call-the-api-from-a-browser.md");

	@TempDir
	private static Path directory;

	private static HttpServer pages;

	private static Browser browser;

	@BeforeAll
	static void start() throws IOException {
		browser = Browser.start();
		byte[] empty = "<!doctype html><title>Shop</title>".getBytes(StandardCharsets.UTF_8);
		pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		pages.createContext("/", (exchange) -> {
			try (exchange) {
				exchange.getResponseHeaders().set("Content-Type", "text/html");
				exchange.sendResponseHeaders(200, empty.length);
				exchange.getResponseBody().write(empty);
			}
		});
		pages.start();
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			pages.stop(0);
			browser.close();
		}
	}

	private static String origin(String host) {
		return "http://%s:%d".formatted(host, pages.getAddress().getPort());
	}

	private static Recipe application(WebApplicationType type, KeyServer provider) throws IOException {
		String yaml = provider.local(page.block("yaml")).replace("https://shop.example.com", origin("localhost"));
		return Recipe.start(type, directory, yaml, Map.of(),
				(type == WebApplicationType.SERVLET) ? ServletShop.class : ReactiveShop.class);
	}

	/** Calls the function of the guide. */
	private static String call(Recipe application, String method, String token) {
		String script = page.block("js").replace("https://api.example.com", "http://localhost:" + application.port());
		return (String) browser.run(script + "return books(...arguments).catch((error) => String(error))", method,
				token, method.equals("GET") ? null : Map.of("title", "Ubik"));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void callWhenPageIsOfListedOriginThenScriptReadsEveryAnswer(WebApplicationType type)
			throws IOException, JOSEException {
		try (KeyServer provider = KeyServer.start(); Recipe application = application(type, provider)) {
			browser.open(origin("localhost"));
			String reader = provider.token("shop", Map.of("scope", "books:read"));
			assertThat(call(application, "GET", reader)).isEqualTo("Dune");
			assertThat(call(application, "POST", reader)).isEqualTo("not allowed");
			assertThat(call(application, "POST", provider.token("shop", Map.of("scope", "books:read books:write"))))
				.isEqualTo("{\"title\":\"Ubik\"}");
			for (String bad : List.of("", "not.a.token", provider.token("other", Map.of()),
					provider.token("shop", Map.of("exp", 1)))) {
				assertThat(call(application, "GET", bad)).isEqualTo("sign in: Bearer error=\"invalid_token\"");
			}
			assertThat(call(application, "PUT", reader)).isEqualTo("TypeError: Failed to fetch");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void callWhenPageIsOfOtherOriginThenScriptReadsNothing(WebApplicationType type) throws IOException, JOSEException {
		try (KeyServer provider = KeyServer.start(); Recipe application = application(type, provider)) {
			browser.open(origin("127.0.0.1"));
			String reader = provider.token("shop", Map.of("scope", "books:read"));
			assertThat(call(application, "GET", reader)).isEqualTo("TypeError: Failed to fetch");
			assertThat(browser.console()).anySatisfy((line) -> assertThat(line).contains("blocked by CORS policy"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void callWhenThereAreNoKeysThenScriptKnowsWhenToTryAgain(WebApplicationType type)
			throws IOException, JOSEException {
		KeyServer provider = KeyServer.start();
		provider.close();
		try (Recipe application = application(type, provider)) {
			browser.open(origin("localhost"));
			assertThat(call(application, "GET", provider.token("shop", Map.of()))).matches("try again in \\d+ s");
		}
	}

	@RestController
	static class Books {

		@GetMapping("/api/books")
		String books() {
			return "Dune";
		}

		@PostMapping(path = "/api/books", consumes = MediaType.APPLICATION_JSON_VALUE)
		String add(@RequestBody String book) {
			return book;
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Books.class, ShopCors.class })
	static class ServletShop {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Books.class, ReactiveShopCors.class })
	static class ReactiveShop {

	}

	@Component
	record ShopCors(@Value("${shop.origin}") String origin) implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/api/**")
				.allowedOrigins(this.origin)
				.allowedMethods("GET", "POST")
				.allowedHeaders("Authorization", "Content-Type")
				.exposedHeaders("WWW-Authenticate", "Retry-After");
		}

	}

	@Component
	record ReactiveShopCors(@Value("${shop.origin}") String origin) implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(org.springframework.web.reactive.config.CorsRegistry registry) {
			registry.addMapping("/api/**")
				.allowedOrigins(this.origin)
				.allowedMethods("GET", "POST")
				.allowedHeaders("Authorization", "Content-Type")
				.exposedHeaders("WWW-Authenticate", "Retry-After");
		}

	}

}
