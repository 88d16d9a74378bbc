package io.microgate.verdict;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Claims are compared with the fields of HTTP/2 as with those of HTTP/1.1.
 */
@Tag("server")
class HttpTwoTests {

	private static final String CONFIGURATION = """
			server: {http2: {enabled: true}}
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    tenant: {paths: ["/t/{tenant}"]}
			  access-control-policies:
			    tenant:
			      targetRefs: [{name: tenant}]
			      policies:
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: main}}}
			            requireAll:
			              - jwt: {claim: {name: tenant, value: {extensions: {equals: {pathVariable: tenant}}}}}
			              - jwt: {claim: {name: tenant, value: {extensions: {equals: {header: X-Tenant}}}}}
			              - jwt: {claim: {name: tenant, value: {extensions: {equals: {queryParameter: tenant}}}}}
			""";

	static Stream<TestStack> stacks() {
		return Stream.of(TestStack.SERVLET, TestStack.REACTIVE);
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenHttpTwoThenFieldIsOneLine(TestStack stack, @TempDir Path directory)
			throws IOException, InterruptedException {
		TestKeys keys = new TestKeys();
		String token = new TokenForge(keys).forge(new TokenRecipe(Map.of("claims", Map.of("tenant", "acme"))));
		Chapter chapter = new Chapter("http-two", CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		try (KeyServer server = new KeyServer(keys, directory);
				RunningApplication application = RunningApplication.start(chapter, stack, server.locations(),
						directory)) {
			URI target = URI.create("http://localhost:%d/t/%%61cme?tenant=acme".formatted(application.port(false)));
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			assertThat(status(client, target, token)).isEqualTo(403);
			assertThat(status(client, target, token, "acme")).isEqualTo(200);
			assertThat(status(client, target, token, "acme", "acme")).isEqualTo(403);
			assertThat(status(client, target, token, "acme, acme")).isEqualTo(403);
			assertThat(status(client, target, token, "Acme")).isEqualTo(403);
		}
	}

	private static int status(HttpClient client, URI target, String token, String... tenants)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(target)
			.timeout(Duration.ofSeconds(60))
			.header("Authorization", "Bearer " + token);
		for (String tenant : tenants) {
			request.header("X-Tenant", tenant);
		}
		HttpResponse<Void> response = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		return response.statusCode();
	}

}
