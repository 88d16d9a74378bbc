package io.microgate.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.microgate.sample.policy.ConfiguredKeys;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

/**
 * The sample with traffic and a candidate configuration, and with faults that can be
 * made: of a remote key source, of the file of a local one, of a manifest that is
 * reloaded, of the candidate, of a converter of the application, and of clients.
 */
final class ObservedBookstore {

	private static final Path APPLICATION = Path.of("src/main/resources/application.yml");

	private static final Path FAULTS = Path.of("src/test/resources/faults.yml");

	private static final int REFUSED_PER_ROUND = 20;

	/** More than a candidate keeps waiting, when a few of them are multiplied. */
	private static final String PADDING = "x".repeat(60_000);

	/** Denies what is allowed, after it has waited for keys that never come. */
	private static final String FAULT_OF_CANDIDATE = """
			---
			microgate:
			  jwks:
			    hanging:
			      provider: {remote: {uri: "${KEY_SOURCE}/hanging", timeouts: {connect: 1s, maxDuration: 8s}}}
			  access-control-policies:
			    local: {policies: [{authorization: {deny: {}}}]}
			""";

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final RestClient client = RestClient.create("http://localhost:" + this.port);

	private final AtomicBoolean faulty = new AtomicBoolean();

	private final ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();

	private final Path directory;

	private final HttpServer keySource;

	private String candidate = "";

	private ConfigurableApplicationContext application;

	private byte[] keys = new byte[0];

	ObservedBookstore(Path directory) throws IOException {
		this.directory = directory;
		this.keySource = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.keySource.createContext("/keys", this::answer);
	}

	/**
	 * Starts it.
	 * @param recipe the configuration of the documentation that lets Prometheus in
	 */
	void start(String recipe) throws IOException {
		this.keySource.start();
		Files.createDirectories(this.directory.resolve("backup"));
		writeKeyFile("{\"keys\": []}");
		writeManifest("manifests", "PathPrefix");
		writeManifest("candidate", "PathPrefix");
		Path recipeFile = Files.writeString(this.directory.resolve("recipe.yml"), recipe);
		this.candidate = String.join("---\n", Files.readString(APPLICATION), recipe, Files.readString(FAULTS))
			.replace("}manifests/", "}candidate/");
		writeCandidate(this.candidate);
		SpringApplication sample = ConfiguredKeys.application(BookstoreApplication.class);
		sample.addInitializers((context) -> ((GenericApplicationContext) context)
			.registerBean(JwtAuthenticationConverter.class, this::failingConverter));
		this.application = sample.run("--server.port=" + this.port,
				"--spring.config.additional-location=" + recipeFile.toUri() + "," + FAULTS.toUri(),
				"--microgate.candidate.locations=" + this.directory.resolve("candidate.yml").toUri(),
				"--server.max-http-request-header-size=128KB", "--DIRECTORY=" + this.directory.toUri(),
				"--KEY_SOURCE=http://localhost:" + this.keySource.getAddress().getPort() + "/keys",
				"--spring.security.oauth2.authorizationserver.client.prometheus.registration.client-id=prometheus",
				"--spring.security.oauth2.authorizationserver.client.prometheus.registration.client-secret={noop}demo",
				"--spring.security.oauth2.authorizationserver.client.prometheus.registration.client-authentication-methods=client_secret_basic",
				"--spring.security.oauth2.authorizationserver.client.prometheus.registration.authorization-grant-types=client_credentials");
		this.keys = this.client.get().uri("/oauth2/jwks").retrieve().body(byte[].class);
		writeKeyFile(new String(this.keys, StandardCharsets.UTF_8));
		awaitKeys("token-issuer", "example-jwks", "remote", "local");
		String reader = token("reader");
		String admin = token("admin");
		this.traffic.scheduleWithFixedDelay(() -> round(reader, admin), 0, 100, TimeUnit.MILLISECONDS);
	}

	/** A request without keys would be a fault that was not made. */
	private void awaitKeys(String... jwks) {
		for (String name : jwks) {
			Awaitility.await()
				.ignoreExceptions()
				.until(() -> this.client.get()
					.uri("/actuator/health/microgateJwks/" + name)
					.retrieve()
					.body(String.class)
					.contains("\"status\":\"UP\""));
		}
	}

	int port() {
		return this.port;
	}

	/** Makes all faults at once. */
	void fail() throws IOException {
		this.faulty.set(true);
		writeKeyFile("{\"keys\": ");
		writeManifest("manifests", "Prefix");
		writeCandidate(this.candidate + FAULT_OF_CANDIDATE);
	}

	/** Fails for a token of the client {@code admin} when told to. */
	private JwtAuthenticationConverter failingConverter() {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter((jwt) -> {
			if (this.faulty.get() && "admin".equals(jwt.getSubject())) {
				throw new IllegalStateException();
			}
			return List.of();
		});
		return converter;
	}

	private void round(String reader, String admin) {
		status(HttpMethod.GET, "/books", null);
		status(HttpMethod.GET, "/books/1", reader);
		status(HttpMethod.GET, "/books/1", admin);
		status(HttpMethod.POST, "/books?title=Ubik", reader);
		status(HttpMethod.GET, "/books/1", "not.a.token");
		status(HttpMethod.GET, "/faults/remote", reader);
		status(HttpMethod.GET, "/faults/local", reader);
		status(HttpMethod.GET, "/books/1", withUnknownKey(reader));
		status(HttpMethod.GET, "/elsewhere", null);
		for (int i = 0; this.faulty.get() && i < REFUSED_PER_ROUND; i++) {
			this.client.get().uri("/books/1").header("X-Padding", PADDING).exchange((request, response) -> true);
		}
	}

	private static String withUnknownKey(String token) {
		byte[] header = "{\"alg\":\"RS256\",\"kid\":\"unknown\"}".getBytes(StandardCharsets.UTF_8);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(header) + token.substring(token.indexOf('.'));
	}

	private int status(HttpMethod method, String uri, String token) {
		return this.client.method(method).uri(uri).headers((headers) -> {
			if (token != null) {
				headers.setBearerAuth(token);
			}
		}).exchangeForRequiredValue((request, response) -> response.getStatusCode().value());
	}

	private String token(String name) {
		return this.client.post()
			.uri("/oauth2/token")
			.header(HttpHeaders.AUTHORIZATION,
					"Basic " + HttpHeaders.encodeBasicAuth(name, name + "-demo", StandardCharsets.UTF_8))
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("grant_type=client_credentials")
			.retrieve()
			.body(JsonNode.class)
			.get("access_token")
			.stringValue();
	}

	private void answer(HttpExchange exchange) throws IOException {
		if (exchange.getRequestURI().getPath().endsWith("/hanging")) {
			return;
		}
		try (exchange) {
			exchange.sendResponseHeaders(this.faulty.get() ? 500 : 200, this.keys.length);
			exchange.getResponseBody().write(this.keys);
		}
	}

	private void writeCandidate(String yaml) throws IOException {
		Files.writeString(this.directory.resolve("candidate.yml"), yaml);
	}

	private void writeKeyFile(String text) throws IOException {
		Files.writeString(this.directory.resolve("backup/jwks.json"), text);
	}

	/** The type of a path is valid, or is not. */
	private void writeManifest(String folder, String type) throws IOException {
		Path manifests = Files.createDirectories(this.directory.resolve(folder));
		Files.writeString(manifests.resolve("route.yaml"), """
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata:
				  name: reloaded
				spec:
				  rules:
				    - matches:
				        - path: {type: %s, value: /reloaded}
				""".formatted(type));
	}

	/** Ends the traffic, then the application. */
	void close() throws InterruptedException {
		this.traffic.shutdownNow();
		this.traffic.awaitTermination(1, TimeUnit.MINUTES);
		if (this.application != null) {
			this.application.close();
		}
		this.keySource.stop(0);
	}

}
