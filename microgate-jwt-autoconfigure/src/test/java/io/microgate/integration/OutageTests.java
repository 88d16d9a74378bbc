package io.microgate.integration;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.microgate.jwks.KeySourceTimings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application starts without its identity provider and heals by itself.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class OutageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String YAML = """
			management.endpoint.health.show-details: always
			logging.level: {io.microgate: debug, org.springframework.security: "${level}"}
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: "${idp.uri}"}}}
			  jwts:
			    token:
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example"}]
			      expirationRequired: true
			  routes:
			    protected: {paths: [/protected]}
			    open: {paths: [/open]}
			  access-control-policies:
			    protected:
			      targetRefs: [{name: protected}]
			      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: token}}}}}]
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			""";

	private final WebApplicationType type;

	private final IdentityProvider idp = IdentityProvider.stopped();

	private Application application;

	OutageTests(WebApplicationType type) {
		this.type = type;
	}

	private void startApplication() {
		startApplication("info", "60s");
	}

	private void startApplication(String level, String maxWait) {
		this.application = Application.start(this.type, Pages.class, YAML,
				Map.of("idp.uri", this.idp.uri(), "level", level, "max-wait", maxWait));
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.idp.close();
	}

	@Test
	void startWhenIdentityProviderIsStoppedThenHealsOnceItIsStarted(CapturedOutput output) {
		startApplication();
		String[] bearer = this.idp.bearer();
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> verifyHealthIsDown());
		verifyUnavailable(this.application.get("/protected", bearer));
		assertThat(this.application.get("/open").statusCode()).isEqualTo(200);
		assertThat(this.application.get("/protected").statusCode()).isEqualTo(401);
		this.idp.start();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.application.get("/protected", bearer).statusCode()).isEqualTo(200));
		assertThat(this.application.get("/actuator/health").statusCode()).isEqualTo(200);
		this.idp.stop();
		assertThat(this.application.get("/protected", bearer).statusCode()).isEqualTo(200);
		assertThat(output).contains("cannot be fetched", "is fetched again", "key.unavailable");
		verifyNothingLeaks(output, bearer);
	}

	private void verifyHealthIsDown() {
		HttpResponse<String> health = this.application.get("/actuator/health");
		assertThat(health.statusCode()).isEqualTo(503);
		assertThat(health.body()).containsPattern("\"microgateJwks\":\\{[^}]*\"idp\":\\{[^}]*\"lastError\":\"[^\"]+\"");
		assertThat(health.body()).containsPattern("\"idp\":\\{[^{]*\\{[^}]*}[^}]*\"status\":\"DOWN\"");
	}

	private static void verifyUnavailable(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
		assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
		assertThat(response.body()).isEmpty();
	}

	@Test
	void requestWhenFirstFetchHangsThenWaitsForIt(CapturedOutput output) {
		this.idp.hang();
		this.idp.start();
		startApplication();
		String[] bearer = this.idp.bearer();
		Awaitility.await().atMost(PATIENCE).until(() -> this.idp.hits() == 1);
		assertThat(this.application.get("/actuator/health").body()).contains("\"UNKNOWN\"");
		CompletableFuture<HttpResponse<String>> first = CompletableFuture
			.supplyAsync(() -> this.application.get("/protected", bearer));
		Awaitility.await().during(Duration.ofMillis(300)).until(() -> !first.isDone());
		assertThat(this.application.get("/open").statusCode()).isEqualTo(200);
		this.idp.answer();
		assertThat(first).succeedsWithin(PATIENCE)
			.satisfies((response) -> assertThat(response.statusCode()).isEqualTo(200));
		assertThat(this.idp.hits()).isOne();
		verifyNothingLeaks(output, bearer);
	}

	@Test
	void requestWhenFirstFetchHangsForTooLongThenUnavailable(CapturedOutput output) {
		this.idp.hang();
		this.idp.start();
		startApplication("trace", "2s");
		String[] bearer = this.idp.bearer();
		verifyUnavailable(this.application.get("/protected", bearer));
		this.idp.answer();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.application.get("/protected", bearer).statusCode()).isEqualTo(200));
		assertThat(output).contains("TRACE").doesNotContain(signature(bearer));
	}

	private static String signature(String[] bearer) {
		return bearer[1].substring(bearer[1].lastIndexOf('.') + 1);
	}

	private static void verifyNothingLeaks(CapturedOutput output, String[] bearer) {
		assertThat(output).doesNotContain("\tat ", signature(bearer));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(PagesController.class)
	static class Pages {

		@Bean
		KeySourceTimings timings(@Value("${max-wait}") Duration maxWait) {
			return new KeySourceTimings(maxWait, KeySourceTimings.DEFAULTS.fileInterval(),
					KeySourceTimings.DEFAULTS.firstBackoff());
		}

	}

	@RestController
	static class PagesController {

		@GetMapping({ "/protected", "/open" })
		String page() {
			return "page";
		}

	}

}
