package io.microgate.test;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import io.microgate.jwks.JwksState;
import io.microgate.runtime.ConfigurationCompiler;
import io.microgate.runtime.RunningConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans of the application in the place of those that the module replaces.
 */
class ReplacedBeansTests {

	@Test
	void compilerWhenOfApplicationThenKeysFromMemory() {
		new WebApplicationContextRunner()
			.withUserConfiguration(Shop.class, MicrogateJwtTestConfiguration.class, CompilerConfiguration.class)
			.withPropertyValues("microgate.jwks.idp.provider.remote.uri=https://127.0.0.1:1/jwks",
					"microgate.jwks.idp.extensions.ssl-bundle=no-such-bundle")
			.run((context) -> {
				assertThat(context).hasSingleBean(ConfigurationCompiler.class);
				assertThat(context.getBean(RunningConfiguration.class).keySources().values())
					.extracting(JwksState::provider)
					.containsExactly("test");
			});
	}

	@Test
	void bundleWhenUnknownAndNotTestThenDoesNotStart() {
		new WebApplicationContextRunner().withUserConfiguration(Shop.class)
			.withPropertyValues("microgate.jwks.idp.provider.remote.uri=https://127.0.0.1:1/jwks",
					"microgate.jwks.idp.extensions.ssl-bundle=no-such-bundle")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("must name an SSL bundle of the application"));
	}

	@Test
	void contextWhenKeysFromMemoryThenRunsNoThread() {
		Set<Thread> earlier = Thread.getAllStackTraces().keySet();
		new WebApplicationContextRunner().withUserConfiguration(Shop.class, MicrogateJwtTestConfiguration.class)
			.withPropertyValues("microgate.jwks.idp.provider.remote.uri=https://127.0.0.1:1/jwks")
			.run((context) -> assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> !earlier.contains(thread))
				.extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("microgate-jwks")));
	}

	@Configuration(proxyBeanMethods = false)
	static class CompilerConfiguration {

		@Bean
		ConfigurationCompiler applicationCompiler(ResourceLoader resourceLoader) {
			return new ConfigurationCompiler(resourceLoader, null, Clock.systemUTC(), List.of());
		}

	}

}
