package io.microgate.sample.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.microgate.test.MicrogateJwtTestConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gateway routes and Microgate routes with the same conditions, as the documentation
 * demands: what Microgate denies must not reach the upstream of that gateway route,
 * whichever way the predicates of the gateway read it.
 */
class GatewayPredicateTests {

	private static ConfigurableApplicationContext gateway;

	@BeforeAll
	static void start() {
		List<String> arguments = new ArrayList<>(
				List.of("--PORT=0", "--UPSTREAM_PORT=" + TestSocketUtils.findAvailableTcpPort(),
						"--spring.reactor.netty.shutdown-quiet-period=0s"));
		String[][] routes = { { "host", "Host=admin.example" }, { "tenant", "Host={sub}.tenant.example" },
				{ "header", "Header=X-Env,prod" }, { "query", "Query=mode,delete all" }, { "rest", "Path=/**" } };
		for (int i = 0; i < routes.length; i++) {
			String route = "--spring.cloud.gateway.server.webflux.routes[" + i + "].";
			arguments.addAll(List.of(route + "id=" + routes[i][0], route + "uri=http://localhost:${upstream.port}",
					route + "order=" + i, route + "predicates[0]=" + routes[i][1],
					route + "filters[0]=PrefixPath=/" + routes[i][0].toUpperCase(Locale.ROOT)));
		}
		arguments.addAll(List.of("--microgate.routes.host.hostnames[0]=admin.example",
				"--microgate.routes.tenant.hostnames[0]=*.tenant.example",
				"--microgate.routes.header.matches[0].path.value=/catalog",
				"--microgate.routes.header.matches[0].headers[0].name=X-Env",
				"--microgate.routes.header.matches[0].headers[0].value=prod",
				"--microgate.routes.query.matches[0].path.value=/catalog",
				"--microgate.routes.query.matches[0].query-params[0].name=mode",
				"--microgate.routes.query.matches[0].query-params[0].value=delete all"));
		String[] denied = { "legacy", "host", "tenant", "header", "query" };
		for (int i = 0; i < denied.length; i++) {
			arguments.add("--microgate.access-control-policies.legacy.target-refs[" + i + "].name=" + denied[i]);
		}
		SpringApplication application = new SpringApplication(GatewayApplication.class,
				MicrogateJwtTestConfiguration.class);
		application.setRegisterShutdownHook(false);
		gateway = application.run(arguments.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	/** The gateway's Ant matcher skips empty labels. */
	@ParameterizedTest
	@CsvSource({ "admin.example, /HOST", "admin..example, /HOST", "admin...example, /HOST", "a.tenant.example, /TENANT",
			"a.tenant..example, /TENANT" })
	void requestWhenHostHasEmptyLabelsThenUpstreamIsNotReached(String host, String upstream) throws IOException {
		assertThat(answer("/catalog/1", host, "X: y")).doesNotContain(upstream);
	}

	/** The gateway takes a field apart at commas, and takes quotes off. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "prod", "x, prod", "prod,x", "\"prod\"" })
	void requestWhenHeaderIsAListThenUpstreamIsNotReached(String value) throws IOException {
		assertThat(answer("/catalog/1", "localhost", "X-Env: " + value)).doesNotContain("/HEADER");
	}

	/** The gateway reads a plus as a space. */
	@ParameterizedTest
	@CsvSource({ "delete%20all", "delete+all" })
	void requestWhenQueryHasPlusThenUpstreamIsNotReached(String value) throws IOException {
		assertThat(answer("/catalog/1?mode=" + value, "localhost", "X: y")).doesNotContain("/QUERY");
	}

	private static String answer(String target, String host, String field) throws IOException {
		int port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write(("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + field
						+ "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

}
