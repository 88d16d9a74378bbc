package io.microgate.integration;

import java.util.Map;

import io.microgate.jwks.OwnThreads;
import io.microgate.runtime.RunningConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * No thread of Microgate outlives the application, whether it ran or failed to start.
 */
@Tag("server")
abstract class LifecycleTests {

	private static final String YAML = """
			microgate:
			  jwks:
			    short-lived: {provider: {remote: {uri: "${idp.uri}"}}}
			""";

	private static final String LAZY = "spring.main.lazy-initialization: true";

	private final WebApplicationType type;

	private final Class<?> hiding;

	private final IdentityProvider idp = IdentityProvider.started();

	private final OwnThreads threads = new OwnThreads("microgate-");

	LifecycleTests(WebApplicationType type, Class<?> hiding) {
		this.type = type;
		this.hiding = hiding;
	}

	@AfterEach
	void stop() {
		this.idp.close();
	}

	private Application start(Class<?> source, String... documents) {
		return this.threads.call(() -> Application.start(this.type, source,
				YAML + "---\n" + String.join("\n---\n", documents), Map.of("idp.uri", this.idp.uri())));
	}

	private void awaitNoThread() {
		Awaitility.await().untilAsserted(() -> assertThat(this.threads.names()).isEmpty());
	}

	@Test
	void closeWhenKeysWereFetchedThenNoThreadIsLeft() {
		Application application = start(Plain.class);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.threads.names()).contains("microgate-jwks-timer", "microgate-jwks-worker-1"));
		application.close();
		awaitNoThread();
	}

	@Test
	void closeWhenFetchHangsThenNoThreadIsLeft() {
		this.idp.hang();
		Application application = start(Plain.class);
		Awaitility.await().until(() -> this.idp.hits() == 1);
		application.close();
		awaitNoThread();
	}

	@Test
	void startWhenApplicationFailsThenNoThreadIsLeft() {
		String early = this.idp.uri().replaceFirst("localhost|127\\.0\\.0\\.1", "0.0.0.0");
		assertThatThrownBy(() -> start(Failing.class,
				"microgate.jwks.early: {provider: {remote: {uri: \"%s\"}}}".formatted(early)))
			.hasRootCauseMessage("Failure of the application");
		awaitNoThread();
		assertThat(this.idp.hits()).isLessThanOrEqualTo(1);
	}

	@Test
	void startWhenRoutesAreHiddenThenNoThreadIsLeft() {
		assertThatThrownBy(() -> start(this.hiding)).hasStackTraceContaining("HiddenRoutesException");
		awaitNoThread();
	}

	@Test
	void startWhenBeansAreLazyThenKeysAreFetched() {
		Application application = start(Plain.class, LAZY);
		Awaitility.await().until(() -> this.idp.hits() == 1);
		application.close();
	}

	@Test
	void startWhenBeansAreLazyThenErrorsAreFound() {
		assertThatThrownBy(() -> start(Plain.class, LAZY, "microgate.routes.open.paths: [/open]"))
			.hasStackTraceContaining("InvalidConfigurationException");
		assertThatThrownBy(() -> start(this.hiding, LAZY)).hasStackTraceContaining("HiddenRoutesException");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Failing {

		/**
		 * Waits for keys that are not fetched from a loopback address, so before the
		 * server starts.
		 */
		@Bean
		InitializingBean failure(RunningConfiguration configuration) {
			return () -> {
				Awaitility.await().until(() -> configuration.current().sources().get("early").state().attempted());
				throw new IllegalStateException("Failure of the application");
			};
		}

	}

}
