package io.microgate.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.microgate.jwks.JwksState;
import io.microgate.runtime.Candidates;
import io.microgate.runtime.ConfigurationReload;
import io.microgate.runtime.RunningConfiguration;
import io.microgate.test.token.TestTokens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for whole applications on a port, with providers of every kind, none of which can
 * be reached or read, a candidate and a reload.
 */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
abstract class WholeApplicationTests {

	private static final SilentPort PORT = new SilentPort();

	private static final String JWKS = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: %s}
			spec: {provider: {remote: {uri: "https://127.0.0.1:1/jwks"}}}
			""";

	@TempDir
	private static Path directory;

	@Autowired
	private WebTestClient client;

	@Autowired
	private TestTokens tokens;

	@Autowired
	private RunningConfiguration configuration;

	@Autowired
	private ConfigurationReload reload;

	@Autowired
	private Candidates candidates;

	@Autowired
	private ApplicationContext context;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry properties) throws IOException {
		properties.add("keys.port", PORT::number);
		Path manifests = Files.createDirectories(directory.resolve("manifests"));
		properties.add("microgate.manifests[0]", () -> "classpath:manifests/");
		properties.add("microgate.manifests[1]", () -> manifests.toUri().toString());
		Files.writeString(manifests.resolve("jwks.yaml"), JWKS.formatted("first"));
		Path candidate = directory.resolve("candidate.yml");
		properties.add("microgate.candidate.locations[0]", () -> candidate.toUri().toString());
		Files.writeString(candidate, """
				microgate:
				  jwks:
				    candidate:
				      provider:
				        remote:
				          uri: https://127.0.0.1:${keys.port}/candidate
				      extensions: {sslBundle: no-such-bundle}
				""");
	}

	@Test
	void requestWhenTokenOfTestThenDecided() {
		assertThat(get("authenticated", null)).isEqualTo(HttpStatus.UNAUTHORIZED);
		assertThat(get("authenticated", this.tokens.forJwt("authenticated").value())).isEqualTo(HttpStatus.OK);
		assertThat(get("authenticated", this.tokens.forJwt("disabled").value())).isEqualTo(HttpStatus.UNAUTHORIZED);
		assertThat(PORT.isConnected()).isFalse();
	}

	private Object get(String jwt, String token) {
		return this.client.get().uri("/books/" + jwt).headers((headers) -> {
			if (token != null) {
				headers.setBearerAuth(token);
			}
		}).exchange().returnResult(Void.class).getStatus();
	}

	@Test
	void healthWhenKeysFromMemoryThenUp() {
		this.client.get().uri("/actuator/health").exchange().expectStatus().isOk();
	}

	@Test
	void startWhenKeysFromMemoryThenWarnsOfNothingAboutProviders(CapturedOutput output) {
		assertThat(this.configuration.warnings()).isEmpty();
		assertThat(output).doesNotContain("not eligible for getting processed");
		assertThat(this.context.containsBean("microgateCoverageLog")).isTrue();
	}

	@Test
	void reloadWhenNewJwksThenFromMemory() throws IOException {
		Files.writeString(directory.resolve("manifests/jwks.yaml"), JWKS.formatted("second"));
		assertThat(this.reload.reload()).isTrue();
		assertThat(this.configuration.keySources()).containsKey("second").doesNotContainKey("first");
		assertThat(this.configuration.keySources().values()).allMatch(JwksState::usable);
		assertThat(PORT.isConnected()).isFalse();
	}

	@Test
	void candidateWhenOtherJwksThenFromMemory() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.candidates.states()).allSatisfy((state) -> {
				assertThat(state.lastError()).isNull();
				assertThat(state.since()).isNotNull();
			}));
		assertThat(PORT.isConnected()).isFalse();
	}

	@SpringBootTest(classes = Shop.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = "spring.config.import=classpath:providers.yml")
	@AutoConfigureWebTestClient
	@AutoConfigureMicrogateJwt
	static class ServletTests extends WholeApplicationTests {

	}

	@SpringBootTest(classes = Shop.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "spring.config.import=classpath:providers.yml", Shop.REACTIVE })
	@AutoConfigureWebTestClient
	@AutoConfigureMicrogateJwt
	static class ReactiveTests extends WholeApplicationTests {

	}

}
