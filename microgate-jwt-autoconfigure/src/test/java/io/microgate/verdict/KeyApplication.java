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
import java.util.concurrent.CompletableFuture;

import io.microgate.jwks.JwksSource;
import io.microgate.jwks.KeySourceTimings;
import io.microgate.jwks.MutableClock;
import io.microgate.jwks.TestSigningKey;
import io.microgate.runtime.RunningConfiguration;

/**
 * An application with one route for each JWKS, of the same name, and one that is open;
 * and a client of it.
 */
final class KeyApplication implements AutoCloseable {

	/** Longer than a request may wait for keys. A request that takes longer fails. */
	private static final Duration PATIENCE = Duration.ofSeconds(90);

	/** So long that a busy machine is no reason to give up. */
	private static final Duration MAX_WAIT = Duration.ofSeconds(30);

	private static final KeySourceTimings DEFAULTS = KeySourceTimings.DEFAULTS;

	private static final String OPEN = """
			microgate:
			  routes.open: {paths: [/open/**]}
			  access-control-policies.open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			""";

	private static final String RESOURCES = """
			  jwks.%1$s: %2$s
			  jwts.%1$s: {requireAny: [{jwksRef: {name: %1$s}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes.%1$s: {paths: [/%1$s/**]}
			  access-control-policies.%1$s: {targetRefs: [{name: %1$s}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: %1$s}}}}}]}
			""";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final RunningApplication application;

	private KeyApplication(RunningApplication application) {
		this.application = application;
	}

	/**
	 * Starts an application by whose {@link MutableClock} keys and tokens age.
	 * @param specs {@code JWKS.spec} as YAML by name of the JWKS
	 */
	static KeyApplication startClocked(TestStack stack, Path directory, Map<String, String> specs) throws IOException {
		return startClocked(stack, directory, specs, MAX_WAIT);
	}

	/**
	 * Starts such an application whose requests wait for another time.
	 */
	static KeyApplication startClocked(TestStack stack, Path directory, Map<String, String> specs, Duration maxWait)
			throws IOException {
		return start(stack, directory, specs, List.of("clock"), maxWait, Map.of());
	}

	static KeyApplication start(TestStack stack, Path directory, Map<String, String> specs) throws IOException {
		return start(stack, directory, specs, MAX_WAIT, Map.of());
	}

	/**
	 * Starts an application with further properties whose requests wait for another time.
	 */
	static KeyApplication start(TestStack stack, Path directory, Map<String, String> specs, Duration maxWait,
			Map<String, Object> properties) throws IOException {
		return start(stack, directory, specs, List.of(), maxWait, properties);
	}

	private static KeyApplication start(TestStack stack, Path directory, Map<String, String> specs,
			List<String> profiles, Duration maxWait, Map<String, Object> properties) throws IOException {
		StringBuilder configuration = new StringBuilder(OPEN);
		specs.forEach((name, spec) -> configuration.append(RESOURCES.formatted(name, spec)));
		Chapter chapter = new Chapter("keys", configuration.toString(), "", profiles, null, Map.of(), List.of());
		return new KeyApplication(RunningApplication.start(chapter, stack, properties, directory,
				new KeySourceTimings(maxWait, DEFAULTS.fileInterval(), DEFAULTS.firstBackoff())));
	}

	/**
	 * The spec of a remote JWKS.
	 * @param cache {@code extensions.cache} as YAML
	 */
	static String remote(String uri, String maxDuration, String cache) {
		return "{provider: {remote: {uri: \"%s\", timeouts: {maxDuration: %s}}}, extensions: {cache: %s}}"
			.formatted(uri, maxDuration, cache);
	}

	static String token(TestSigningKey key) {
		return key.token("ES256", payload());
	}

	static String payload() {
		return "{\"iss\":\"https://issuer.example\",\"sub\":\"alice\",\"exp\":4102444800}";
	}

	HttpResponse<Void> get(String route, String token) {
		try {
			return this.client.send(request("/" + route + "/x", token), HttpResponse.BodyHandlers.discarding());
		}
		catch (IOException ex) {
			throw new IllegalStateException("No answer from '%s'".formatted(route), ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends a request without waiting for the answer.
	 */
	CompletableFuture<HttpResponse<String>> send(String path, String token) {
		return this.client.sendAsync(request(path, token), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest request(String path, String token) {
		return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port(), path)))
			.header("Authorization", "Bearer " + token)
			.timeout(PATIENCE)
			.build();
	}

	int port() {
		return this.application.port(false);
	}

	int status(String route, String token) {
		return get(route, token).statusCode();
	}

	JwksSource source(String name) {
		return bean(RunningConfiguration.class).current().sources().get(name);
	}

	MutableClock clock() {
		return bean(MutableClock.class);
	}

	<T> T bean(Class<T> type) {
		return this.application.bean(type);
	}

	@Override
	public void close() {
		this.application.close();
	}

}
