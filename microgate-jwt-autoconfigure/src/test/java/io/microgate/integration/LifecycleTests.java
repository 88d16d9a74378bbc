package io.microgate.integration;

import java.util.List;
import java.util.Map;

import io.microgate.runtime.RunningConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Nothing of Microgate outlives the application, whether it ran or failed to start.
 */
abstract class LifecycleTests {

	/** Of a name of its own, because applications of other tests may be running. */
	private static final String YAML = """
			microgate:
			  jwks:
			    short-lived: {provider: {remote: {uri: "${idp.uri}"}}}
			""";

	private static final String LAZY = "spring.main.lazy-initialization: true";

	private final WebApplicationType type;

	private final Class<?> hiding;

	private final IdentityProvider idp = IdentityProvider.started();

	LifecycleTests(WebApplicationType type, Class<?> hiding) {
		this.type = type;
		this.hiding = hiding;
	}

	@AfterEach
	void stop() {
		this.idp.close();
	}

	private Application start(Class<?> source, String... documents) {
		return Application.start(this.type, source, YAML + "---\n" + String.join("\n---\n", documents),
				Map.of("idp.uri", this.idp.uri()));
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("microgate-jwks-short-lived"))
			.toList();
	}

	private static void awaitNoThread() {
		Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void closeWhenKeysWereFetchedThenNoThreadIsLeft() {
		Application application = start(Plain.class);
		Awaitility.await().untilAsserted(() -> assertThat(threads()).contains("microgate-jwks-short-lived-timer"));
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
		assertThatThrownBy(() -> start(Failing.class)).hasRootCauseMessage("Failure of the application");
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

		@Bean
		InitializingBean failure(RunningConfiguration configuration) {
			return () -> {
				Awaitility.await().until(() -> !threads().isEmpty());
				throw new IllegalStateException("Failure of the application");
			};
		}

	}

}
