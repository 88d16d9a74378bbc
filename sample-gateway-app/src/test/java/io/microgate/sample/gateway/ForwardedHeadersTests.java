package io.microgate.sample.gateway;

import java.util.Map;
import java.util.stream.Stream;

import io.microgate.test.MicrogateJwtTestConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A prefix or a host that a forwarded header names must not lead the gateway to another
 * route than the one that is enforced.
 */
class ForwardedHeadersTests {

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void requestWhenPrefixIsForwardedThenRefused(String strategy) {
		try (ConfigurableApplicationContext gateway = start(strategy, "")) {
			assertThat(status(gateway, "/catalog/1", "")).isEqualTo(200);
			assertThat(status(gateway, "/legacy/1", "")).isEqualTo(403);
			assertThat(status(gateway, "/catalog/1", "/legacy")).isEqualTo(400);
			assertThat(status(gateway, "/catalog/1", "/admin")).isEqualTo(400);
			assertThat(status(gateway, "/actuator/health", "/catalog")).isEqualTo(400);
		}
	}

	@ParameterizedTest
	@CsvSource({ "native, 400", "framework, 400", "none, 200" })
	void requestWhenPrefixIsForwardedAndThereIsABasePathThenOnlyThatIsLeftOut(String strategy, int prefixed) {
		try (ConfigurableApplicationContext gateway = start(strategy, "/base")) {
			assertThat(status(gateway, "/base/catalog/1", "")).isEqualTo(200);
			assertThat(status(gateway, "/base/legacy/1", "")).isEqualTo(403);
			assertThat(status(gateway, "/base/catalog/1", "/legacy")).isEqualTo(prefixed);
		}
	}

	@Test
	void requestWhenForwardedHeadersAreNotUsedThenPrefixSaysNothing() {
		try (ConfigurableApplicationContext gateway = start("none", "")) {
			assertThat(status(gateway, "/catalog/1", "/legacy")).isEqualTo(200);
			assertThat(status(gateway, "/legacy/1", "/catalog")).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void requestWhenHostIsForwardedAndRoutesHaveHostsThenRefusedUnlessItIsTheHost(String strategy) {
		try (ConfigurableApplicationContext gateway = start(strategy, "",
				"--microgate.routes.catalog.hostnames=localhost")) {
			assertThat(statusOfHost(gateway, "/catalog/1", "localhost")).isEqualTo(200);
			assertThat(statusOfHost(gateway, "/catalog/1", "LOCALHOST:8443")).isEqualTo(200);
			assertThat(statusOfHost(gateway, "/catalog/1", "admin.example")).isEqualTo(400);
			assertThat(statusOfHost(gateway, "/shop/orders/1", "admin.example")).isEqualTo(400);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void requestWhenHostIsForwardedAndNoRouteHasHostsThenItDoesNotMatter(String strategy) {
		try (ConfigurableApplicationContext gateway = start(strategy, "")) {
			assertThat(statusOfHost(gateway, "/catalog/1", "admin.example")).isEqualTo(200);
		}
	}

	private static ConfigurableApplicationContext start(String strategy, String basePath, String... more) {
		SpringApplication application = new SpringApplication(GatewayApplication.class,
				MicrogateJwtTestConfiguration.class);
		application.setRegisterShutdownHook(false);
		Stream<String> arguments = Stream.of("--PORT=0", "--UPSTREAM_PORT=" + TestSocketUtils.findAvailableTcpPort(),
				"--server.forward-headers-strategy=" + strategy, "--spring.webflux.base-path=" + basePath,
				"--spring.reactor.netty.shutdown-quiet-period=0s");
		return application.run(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
	}

	private static int status(ConfigurableApplicationContext gateway, String path, String prefix) {
		return status(gateway, path, prefix.isEmpty() ? Map.of() : Map.of("X-Forwarded-Prefix", prefix));
	}

	private static int statusOfHost(ConfigurableApplicationContext gateway, String path, String host) {
		return status(gateway, path, Map.of("X-Forwarded-Host", host));
	}

	private static int status(ConfigurableApplicationContext gateway, String path, Map<String, String> forwarded) {
		return RestClient.create("http://localhost:" + gateway.getEnvironment().getProperty("local.server.port"))
			.get()
			.uri(path)
			.headers((headers) -> headers.setAll(forwarded))
			.retrieve()
			.onStatus(HttpStatusCode::isError, (request, response) -> {
			})
			.toBodilessEntity()
			.getStatusCode()
			.value();
	}

}
