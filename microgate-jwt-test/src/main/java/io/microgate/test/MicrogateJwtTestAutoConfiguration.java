package io.microgate.test;

import java.time.Clock;

import io.microgate.runtime.RunningConfiguration;
import io.microgate.test.mock.MockAuthenticationConfiguration;
import io.microgate.test.policy.PolicyTestsConfiguration;
import io.microgate.test.refusal.RefusalConfiguration;
import io.microgate.test.token.TestKeys;
import io.microgate.test.token.TestTokens;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;

/**
 * {@link AutoConfiguration Auto-configuration} of tests: keys from memory, what test
 * clients send, mocked users, and why requests are refused. Beans are replaced once they
 * are created, also those that the application defines itself.
 */
@AutoConfiguration
@Import({ TestHostConfiguration.class, MockAuthenticationConfiguration.class, RefusalConfiguration.class,
		PolicyTestsConfiguration.class })
final class MicrogateJwtTestAutoConfiguration {

	/** Also where the application has no {@link TestOnlyInitializer}. */
	@Bean
	static TestOnlyGuard microgateTestOnlyGuard() {
		return new TestOnlyGuard();
	}

	@Bean
	TestKeys microgateTestKeys() {
		return new TestKeys();
	}

	@Bean
	TestTokens microgateTestTokens(ObjectProvider<RunningConfiguration> running, TestKeys keys,
			@Qualifier("microgateClock") ObjectProvider<Clock> clock) {
		return new TestTokens(() -> running.getObject().current().configuration().properties(), keys,
				() -> clock.getObject().instant());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static KeysFromMemory microgateKeysFromMemory(ObjectProvider<TestKeys> keys) {
		return new KeysFromMemory(keys);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static FixedClock microgateFixedClock(BeanFactory beanFactory) {
		return new FixedClock(TestContextMark.find(beanFactory));
	}

}
