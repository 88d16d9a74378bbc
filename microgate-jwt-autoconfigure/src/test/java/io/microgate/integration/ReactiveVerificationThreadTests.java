package io.microgate.integration;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On which thread a request goes on whose token is verified.
 */
@Tag("server")
class ReactiveVerificationThreadTests {

	private static final String EVENT_LOOP = "reactor-http";

	private static final String PARALLEL = "parallel";

	@Test
	void threadWhenSignatureIsKnownToBeQuickThenTheEventLoop() {
		IdentityProvider idp = IdentityProvider.started();
		try (Application application = Application.start(WebApplicationType.REACTIVE, ThreadApplication.class,
				SpringUserTests.YAML, Map.of("idp.uri", idp.uri()))) {
			Awaitility.await()
				.until(() -> application.get("/api/thread", idp.bearer(claims())).body(),
						(thread) -> thread.startsWith(PARALLEL));
			// the JVM compiles signatures after some hundreds of them
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.pollInterval(Duration.ofMillis(1))
				.until(() -> application.get("/api/thread", idp.bearer(claims())).body(),
						(thread) -> thread.startsWith(EVENT_LOOP));
			String[] remembered = idp.bearer(Map.of("padding", "x".repeat(4096)));
			assertThat(application.get("/api/thread", remembered).body()).startsWith(PARALLEL);
			assertThat(application.get("/api/thread", remembered).body()).startsWith(EVENT_LOOP);
		}
		finally {
			idp.close();
		}
	}

	/** Each token is seen for the first time. */
	private static Map<String, Object> claims() {
		return Map.of("jti", UUID.randomUUID().toString());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ThreadController.class)
	static class ThreadApplication {

	}

	@RestController
	static class ThreadController {

		@GetMapping("/api/thread")
		String thread() {
			return Thread.currentThread().getName();
		}

	}

}
