package io.microgate.recipe.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import io.microgate.sample.browser.Browser;
import io.microgate.sample.provider.KeyServer;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The guide for springdoc: a browser opens the page without a token, and the API is
 * called with the token that is pasted into the page.
 */
class ApiDescriptionTests {

	private static final RecipePage page = RecipePage.of("publish-an-api-description.md");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private static Path directory;

	private static Browser browser;

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

	private static String uri(Recipe application, String path) {
		return "http://localhost:%d%s".formatted(application.port(), path);
	}

	private static int status(Recipe application, String method, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(uri(application, path)))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	/** The page changes with each click, and the first description takes its time. */
	private static void click(String selector) {
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> browser.find(selector).click());
	}

	private static String tryOut() {
		click(".execute");
		await().atMost(PATIENCE).until(() -> !browser.texts(".live-responses-table .response-col_status").isEmpty());
		return browser.find(".live-responses-table tbody").getText();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void pageWhenOpenedWithoutTokenThenApiIsTriedWithPastedToken(WebApplicationType type)
			throws IOException, JOSEException {
		try (KeyServer provider = KeyServer.start();
				Recipe application = Recipe.start(type, directory, provider.local(page.block("yaml")), Map.of(),
						Shop.class)) {
			browser.open(uri(application, "/swagger-ui.html"));
			click(".opblock-summary-control");
			click(".try-out__btn");
			assertThat(tryOut()).startsWith("401");
			click(".btn.authorize");
			browser.find(".auth-container input").sendKeys(provider.token("shop", Map.of()));
			click(".auth-btn-wrapper .authorize");
			click(".auth-btn-wrapper .btn-done");
			click(".btn-clear");
			assertThat(tryOut()).startsWith("200").contains("Dune");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void requestWhenDescriptionIsOpenThenNothingElseIs(WebApplicationType type)
			throws IOException, InterruptedException, JOSEException {
		try (KeyServer provider = KeyServer.start();
				Recipe application = Recipe.start(type, directory, provider.local(page.block("yaml")), Map.of(),
						Shop.class)) {
			assertThat(status(application, "GET", "/v3/api-docs")).isEqualTo(200);
			assertThat(status(application, "GET", "/v3/api-docs.yaml")).isEqualTo(200);
			assertThat(status(application, "POST", "/v3/api-docs")).isEqualTo(403);
			assertThat(status(application, "GET", "/api/books")).isEqualTo(401);
			assertThat(status(application, "GET", "/elsewhere")).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void requestWhenSpringdocIsSwitchedOffThenNotFound(WebApplicationType type)
			throws IOException, InterruptedException, JOSEException {
		try (KeyServer provider = KeyServer.start();
				Recipe application = Recipe.start(type, directory, provider.local(page.block("yaml")),
						Map.of("springdoc.api-docs.enabled", "false", "springdoc.swagger-ui.enabled", "false"),
						Shop.class)) {
			assertThat(status(application, "GET", "/v3/api-docs")).isEqualTo(404);
			assertThat(status(application, "GET", "/swagger-ui.html")).isEqualTo(404);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		OpenAPI description() {
			SecurityScheme token = new SecurityScheme().type(SecurityScheme.Type.HTTP)
				.scheme("bearer")
				.bearerFormat("JWT");
			return new OpenAPI().components(new Components().addSecuritySchemes("token", token))
				.addSecurityItem(new SecurityRequirement().addList("token"));
		}

		@RestController
		static class Books {

			@GetMapping("/api/books")
			String books() {
				return "Dune";
			}

		}

	}

}
