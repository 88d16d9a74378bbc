package io.microgate.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command and the endpoint of a running application explain the same request by the
 * same JSON.
 */
class ExplainAgreementTests {

	private static final String YAML = """
			management:
			  endpoints.web.exposure.include: microgateexplain
			  endpoint.microgateexplain.access: unrestricted
			microgate:
			  routes:
			    explain: {paths: [/actuator/microgateexplain]}
			    api: {paths: [/api/**]}
			  secrets: {keys: "file:%s"}
			  jwks: {idp: {provider: {local: {secretRef: {name: keys}}}}}
			  jwts:
			    shop:
			      requireAny:
			        - {jwksRef: {name: idp}, issuer: "https://other.example.com", audiences: [other]}
			        - {jwksRef: {name: idp}, issuer: "https://idp.example.com", audiences: [shop]}
			      expirationRequired: true
			  access-control-policies:
			    explain: {targetRefs: [{name: explain}], policies: [{authorization: {}}]}
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - requestConditions: {method: [DELETE]}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}}]
			        - authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}
			""";

	private static final TestIssuer ISSUER = new TestIssuer();

	private static final JsonMapper JSON = new JsonMapper();

	@TempDir
	private Path directory;

	@Test
	void explainWhenAskedByCommandAndEndpointThenSameJson() throws Exception {
		Files.writeString(this.directory.resolve("jwks.json"), ISSUER.jwks());
		Path yaml = Files.writeString(this.directory.resolve("application.yml"), YAML.formatted(this.directory + "/"));
		SpringApplication application = Applications.withoutTestSupport(ExplainedApplication.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setRegisterShutdownHook(false);
		try (ConfigurableApplicationContext context = application.run("--spring.config.location=file:" + yaml,
				"--server.port=0", "--spring.main.banner-mode=off")) {
			String port = context.getEnvironment().getRequiredProperty("local.server.port");
			for (String request : new String[] { "GET /api/books?x=%20", "DELETE /api/books", "GET /elsewhere",
					"GET /api/a;b", "GET /api/%1B%C3%BC%7F" }) {
				for (String token : new String[] { ISSUER.token(Map.of()), ISSUER.token(Map.of("roles", "admin")),
						ISSUER.token(Map.of("aud", "x")), new TestIssuer().token(Map.of()), "none" }) {
					String endpoint = ask(port, request, token);
					assertThat(run(yaml, request, token)).isEqualTo(endpoint);
					assertThat(endpoint).doesNotContain(":null").matches("[ -~]+");
				}
			}
		}
	}

	private static String ask(String port, String request, String token) throws IOException, InterruptedException {
		Map<String, String> body = new LinkedHashMap<>(Map.of("method", request.split(" ")[0], "path",
				request.split(" ")[1], "host", "shop.example.com", "headers", "Accept: */*\nX-A: b", "remoteAddress",
				"192.0.2.1", "token", token, "time", TestIssuer.NOW.toString(), "values", "true"));
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/microgateexplain"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
				.build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	private String run(Path yaml, String request, String token) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int code = new CheckCommand(new ByteArrayInputStream(token.getBytes(StandardCharsets.UTF_8)),
				new PrintStream(out, true, StandardCharsets.UTF_8), System.err, new StandardEnvironment())
			.run("explain", yaml.toString(), "--request", request, "--host", "shop.example.com", "--header",
					"Accept: */*", "--header", "X-A: b", "--remote-address", "192.0.2.1", "--token-file", "-", "--time",
					TestIssuer.NOW.toString(), "--show-claims", "--format", "json",
					"--jwks=idp=" + this.directory.resolve("jwks.json"));
		assertThat(code).isLessThan(ExplainCommand.FAILED);
		return out.toString(StandardCharsets.UTF_8).strip();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ExplainedApplication {

	}

}
