package io.microgate.autoconfigure;

import java.util.Map;

import io.microgate.actuate.MicrogateEndpoint;
import io.microgate.jose.SignatureAcceleration;
import io.microgate.jose.TestSignatures;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the {@link SignatureAcceleration} of an application.
 */
class SignatureAccelerationContextTests {

	private static final WebApplicationContextRunner RUNNER = ServletContexts.runner()
		.withPropertyValues("management.endpoints.web.exposure.include=microgate");

	@Test
	void accelerationWhenProviderIsAbsentThenNoneAndNothingInTheEndpoint() {
		RUNNER.withClassLoader(new FilteredClassLoader("com.amazon.corretto")).run((context) -> {
			assertThat(acceleration(context)).isNull();
			assertThat(signatures(context)).isNull();
		});
	}

	@Test
	void accelerationWhenSwitchedOffThenNoneAndNothingInTheEndpoint() {
		RUNNER.withPropertyValues("microgate.accelerated-signatures=false").run((context) -> {
			assertThat(acceleration(context)).isNull();
			assertThat(signatures(context)).isNull();
		});
	}

	@Test
	void accelerationWhenProviderIsPresentThenInTheEndpoint() {
		TestSignatures.accelerated();
		RUNNER.run((context) -> {
			TestSignatures.await(context);
			assertThat((Map<?, ?>) signatures(context)).hasSize(1)
				.allSatisfy(
						(name, algorithms) -> assertThat((String) name).startsWith("AmazonCorrettoCryptoProvider "));
			await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.doesNotContain("microgate-signatures"));
		});
	}

	private static SignatureAcceleration acceleration(AssertableWebApplicationContext context) {
		return context.getBeanProvider(SignatureAcceleration.class).getIfAvailable();
	}

	private static Object signatures(AssertableWebApplicationContext context) {
		return context.getBean(MicrogateEndpoint.class).configuration().signatures();
	}

}
