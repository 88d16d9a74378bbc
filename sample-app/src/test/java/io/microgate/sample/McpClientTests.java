package io.microgate.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.microgate.jwks.JwksState;
import io.microgate.runtime.ActiveConfiguration;
import io.microgate.sample.policy.ConfiguredKeys;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client of another make, the OAuth client of the MCP SDK for Node.js, finds its way to
 * a token from nothing but the address of the resource. Without {@code CI} in the
 * environment it is skipped where the SDK cannot be installed.
 */
class McpClientTests {

	private static final String SDK = "@modelcontextprotocol/sdk@1.32.2";

	private static final int LONGEST_MINUTES = 5;

	@TempDir
	private Path directory;

	@Test
	void accessWhenClientOfAnotherMakeThenFindsIssuerAndToken()
			throws IOException, InterruptedException, GeneralSecurityException {
		String problem = run(Map.of(), "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", SDK).problem();
		if (System.getenv("CI") == null) {
			Assumptions.assumeTrue(problem == null, () -> "The MCP SDK cannot be installed: " + problem);
		}
		assertThat(problem).isNull();
		int port = TestSocketUtils.findAvailableTcpPort();
		String issuer = "http://localhost:" + port;
		try (TlsProxy proxy = new TlsProxy(this.directory, port)) {
			String resource = proxy.origin() + "/books";
			try (ConfigurableApplicationContext application = start(port, resource, issuer)) {
				// the issuer is this very application, whose first fetch comes too early
				await().until(() -> application.getBean(ActiveConfiguration.class)
					.keySources()
					.values()
					.stream()
					.allMatch(JwksState::usable));
				Path script = this.directory.resolve("bookstore.mjs");
				Files.write(script, new ClassPathResource("mcp/bookstore.mjs").getContentAsByteArray());
				Result result = run(Map.of("NODE_EXTRA_CA_CERTS", proxy.certificate().toString()), "node",
						script.toString(), resource, issuer);
				assertThat(result.problem()).isNull();
				assertThat(result.output().lines()).containsExactly("GET " + resource + "/1 401",
						"GET " + proxy.origin() + "/.well-known/oauth-protected-resource/books 200",
						"GET " + issuer + "/.well-known/oauth-authorization-server 200",
						"POST " + issuer + "/oauth2/token 200", "GET " + resource + "/1 200",
						"{\"id\":1,\"title\":\"Dune\"}");
			}
		}
	}

	private static ConfigurableApplicationContext start(int port, String resource, String issuer) {
		return ConfiguredKeys.application(BookstoreApplication.class)
			.run("--server.port=" + port, "--microgate.challenge.realm=bookstore",
					"--microgate.protected-resources.books.resource=" + resource,
					"--microgate.protected-resources.books.route-refs[0].name=bookstore",
					"--microgate.protected-resources.books.authorization-servers[0]=" + issuer);
	}

	/** Runs a program in the directory of the test. */
	private Result run(Map<String, String> environment, String... command) throws InterruptedException {
		try {
			Path output = this.directory.resolve("output.txt");
			ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(this.directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().putAll(environment);
			Process process = builder.start();
			boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
			process.destroyForcibly();
			String text = Files.readString(output, StandardCharsets.UTF_8);
			return new Result(text, (ended && process.exitValue() == 0) ? null : text);
		}
		catch (IOException ex) {
			return new Result("", ex.getMessage());
		}
	}

	/**
	 * What became of a program.
	 *
	 * @param output what it has written
	 * @param problem what went wrong, {@code null} if nothing did
	 */
	private record Result(String output, String problem) {
	}

}
