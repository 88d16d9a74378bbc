package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.runtime.RunningConfiguration;
import io.microgate.runtime.TokenDecoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.oauth2.jwt.BadJwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A running application whose list of revoked tokens changes.
 */
@Tag("server")
abstract class RevocationTests {

	private static final String CONFIGURATION = """
			management.endpoint.health.show-details: always
			microgate:
			  secrets: {revoked: "${secret.list}"}
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}}], expirationRequired: true, extensions: {revocation: {secretRef: {name: revoked}}}}
			  routes:
			    api: {paths: [/api/**]}
			    health: {paths: [/actuator/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    health: {targetRefs: [{name: health}], policies: [{authorization: {}}]}
			""";

	private static final String NONE = "{\"revoked\": []}";

	private static final String STOLEN = "{\"revoked\": [{\"iss\": \"https://issuer.example\", \"jti\": \"stolen\"}]}";

	/** What the contract says, and something for a busy machine. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final TestStack stack;

	private final TestKeys keys = new TestKeys();

	private final TokenForge forge = new TokenForge(this.keys);

	@TempDir
	private Path directory;

	private KeyServer server;

	private RunningApplication application;

	RevocationTests(TestStack stack) {
		this.stack = stack;
	}

	private void start() throws IOException {
		Files.createDirectories(this.directory.resolve("list"));
		this.server = new KeyServer(this.keys, this.directory);
		Map<String, Object> locations = new HashMap<>(this.server.locations());
		locations.put("secret.list", this.directory.resolve("list").toUri().toString());
		Chapter chapter = new Chapter("revocation", CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		this.application = RunningApplication.start(chapter, this.stack, locations, this.directory);
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.server.close();
	}

	private void write(String list) throws IOException {
		Files.createDirectories(this.directory.resolve("list"));
		Files.writeString(this.directory.resolve("list").resolve("revoked.json"), list);
	}

	private RawHttp.Response get(String path, String token) throws IOException {
		return RawHttp.exchange(this.application.port(false),
				"GET %s HTTP/1.1\r\nHost: localhost\r\n%sConnection: close\r\n\r\n".formatted(path,
						(token != null) ? "Authorization: Bearer " + token + "\r\n" : ""));
	}

	private String health() throws IOException {
		return get("/actuator/health/microgateRevocation", null).body();
	}

	@Test
	void requestWhenRememberedTokenIsListedThenRefusedUntilItIsNot() throws IOException {
		write(NONE);
		start();
		String token = this.forge.forge(new TokenRecipe(Map.of("claims", Map.of("jti", "stolen"))));
		String other = this.forge.forge(new TokenRecipe(Map.of("claims", Map.of("jti", "mine"))));
		for (int i = 0; i < 2; i++) {
			assertThat(get("/api/x", token).status()).isEqualTo(200);
		}
		long hits = hits();
		assertThat(hits).isOne();
		write(STOLEN);
		await().atMost(PATIENCE).until(() -> get("/api/x", token).status() == 401);
		assertThat(get("/api/x", token).header("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
		assertThatExceptionOfType(BadJwtException.class)
			.isThrownBy(() -> this.application.bean(TokenDecoders.class).decoder("main").decode(token));
		assertThat(get("/api/x", other).status()).isEqualTo(200);
		write(STOLEN.substring(0, 20));
		await().atMost(PATIENCE).until(() -> health().contains("lastError"));
		assertThat(health()).contains("\"status\":\"UP\"", "\"entries\":1", "is not valid JSON")
			.doesNotContain("stolen\"");
		assertThat(get("/api/x", token).status()).isEqualTo(401);
		assertThat(get("/api/x", other).status()).isEqualTo(200);
		write(NONE);
		await().atMost(PATIENCE).until(() -> get("/api/x", token).status() == 200);
	}

	@Test
	void requestWhenThereIsNoFileThenUnavailableAndHealthIsDownUntilThereIs() throws IOException {
		start();
		String token = this.forge.forge(TokenRecipe.GOOD);
		RawHttp.Response refusal = get("/api/x", token);
		assertThat(refusal.status()).isEqualTo(503);
		assertThat(refusal.header("Retry-After")).containsExactly("5");
		assertThat(refusal.header("WWW-Authenticate")).isEmpty();
		assertThat(health()).contains("\"status\":\"DOWN\"", "'revoked.json' of secret 'revoked' is absent");
		assertThat(get("/actuator/health", null).status()).isEqualTo(503);
		write(STOLEN);
		await().atMost(PATIENCE).until(() -> get("/api/x", token).status() == 200);
		assertThat(health()).contains("\"status\":\"UP\"", "\"entries\":1").doesNotContain("lastError");
	}

	private long hits() {
		return this.application.bean(RunningConfiguration.class)
			.current()
			.jwtRules()
			.get("main")
			.verifier()
			.cache()
			.hits();
	}

}
