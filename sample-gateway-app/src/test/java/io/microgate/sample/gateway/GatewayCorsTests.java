package io.microgate.sample.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.test.MicrogateJwtTestConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The CORS configuration of the gateway governs preflights and refusals. Neither a
 * predicate of a route nor an upstream sees a request that has not been let through.
 */
class GatewayCorsTests {

	private static final String FRIEND = "https://friend.example";

	private static final String EVIL = "https://evil.example";

	private static final String GLOBAL = "--spring.cloud.gateway.server.webflux.globalcors.cors-configurations.";

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final AtomicInteger predicates = new AtomicInteger();

	private static ConfigurableApplicationContext gateway;

	@BeforeAll
	static void start() {
		SpringApplication application = new SpringApplication(GatewayApplication.class, MoreRoutes.class,
				MicrogateJwtTestConfiguration.class);
		application.setRegisterShutdownHook(false);
		gateway = application.run("--PORT=0", "--UPSTREAM_PORT=" + TestSocketUtils.findAvailableTcpPort(),
				"--spring.reactor.netty.shutdown-quiet-period=0s", GLOBAL + "[/shop/**].allowed-origins=" + FRIEND,
				GLOBAL + "[/shop/**].allowed-methods=GET,POST", GLOBAL + "[/shop/**].allow-credentials=true",
				GLOBAL + "[/legacy/**].allowed-origins=" + FRIEND,
				GLOBAL + "[/catalog/only-get/**].allowed-origins=" + FRIEND,
				GLOBAL + "[/internal/**].allowed-origins=" + FRIEND);
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@BeforeEach
	void clear() {
		predicates.set(0);
	}

	private static HttpResponse<String> send(HttpMethod method, String path, String... headers)
			throws IOException, InterruptedException {
		String address = "http://localhost:" + gateway.getEnvironment().getProperty("local.server.port") + path;
		return client.send(HttpRequest.newBuilder(URI.create(address))
			.method(method.name(), BodyPublishers.noBody())
			.headers(headers)
			.build(), BodyHandlers.ofString());
	}

	private static HttpResponse<String> preflight(String path, String origin) throws Exception {
		HttpResponse<String> response = send(HttpMethod.OPTIONS, path, "Origin", origin,
				"Access-Control-Request-Method", "GET");
		assertThat(response.body()).isEmpty();
		assertThat(predicates).hasValue(0);
		return response;
	}

	private static List<String> allowedOrigins(HttpResponse<String> response) {
		return response.headers().allValues("Access-Control-Allow-Origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/shop/orders/1", "/legacy/1", "/internal/1", "/catalog/only-get/1", "/admin/own/1" })
	void preflightWhenGatewayHasCorsConfigurationThenAnsweredInTheChain(String path) throws Exception {
		HttpResponse<String> friend = preflight(path, FRIEND);
		assertThat(friend.statusCode()).isEqualTo(200);
		assertThat(allowedOrigins(friend)).containsExactly(FRIEND);
		HttpResponse<String> evil = preflight(path, EVIL);
		assertThat(evil.statusCode()).isEqualTo(403);
		assertThat(allowedOrigins(evil)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/admin/1, 401", "/catalog/1, 403", "/nowhere, 403" })
	void preflightWhenNothingGovernsThenDecided(String path, int status) throws Exception {
		HttpResponse<String> response = preflight(path, FRIEND);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(allowedOrigins(response)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/shop/orders/1, 401", "/legacy/1, 403", "/internal/1, 403", "/admin/own/1, 401" })
	void refusalWhenGatewayHasCorsConfigurationThenScriptsCanReadIt(String path, int status) throws Exception {
		HttpResponse<String> friend = send(HttpMethod.GET, path, "Origin", FRIEND);
		assertThat(friend.statusCode()).isEqualTo(status);
		assertThat(friend.body()).isEmpty();
		assertThat(allowedOrigins(friend)).containsExactly(FRIEND);
		assertThat(friend.headers().allValues("Vary")).contains("Origin");
		HttpResponse<String> evil = send(HttpMethod.GET, path, "Origin", EVIL);
		assertThat(evil.statusCode()).isEqualTo(status);
		assertThat(allowedOrigins(evil)).isEmpty();
		assertThat(predicates).hasValue(0);
	}

	@Test
	void refusalWhenCredentialsAreAllowedThenSaysSo() throws Exception {
		HttpResponse<String> response = send(HttpMethod.POST, "/shop/orders", "Origin", FRIEND);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("Access-Control-Allow-Credentials")).containsExactly("true");
	}

	@Test
	void requestWhenAllowedThenUpstreamAnswersAndTheHeadersAreThereOnce() throws Exception {
		HttpResponse<String> response = send(HttpMethod.GET, "/catalog/only-get/1", "Origin", FRIEND);
		assertThat(response.body()).startsWith("GET /catalog/only-get/1");
		assertThat(allowedOrigins(response)).containsExactly(FRIEND);
		assertThat(predicates.get()).isPositive();
	}

	@Configuration(proxyBeanMethods = false)
	static class MoreRoutes {

		/** Before the other routes, whose {@code Path} would take the same. */
		@Bean
		RouteLocator moreRoutes(RouteLocatorBuilder builder, @Value("${upstream.port}") int port) {
			String upstream = "http://localhost:" + port;
			return builder.routes().route("counted", (route) -> route.order(-1).predicate((exchange) -> {
				predicates.incrementAndGet();
				return false;
			}).uri(upstream))
				.route("only-get",
						(route) -> route.order(-1)
							.path("/catalog/only-get/**")
							.and()
							.method(HttpMethod.GET)
							.uri(upstream))
				.route("own",
						(route) -> route.order(-1)
							.path("/admin/own/**")
							.metadata("cors", Map.of("allowedOrigins", FRIEND))
							.uri(upstream))
				.build();
		}

	}

}
