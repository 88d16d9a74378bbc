package io.microgate.test.mock;

import java.util.function.UnaryOperator;

import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.reactive.ReactiveFilterChains;
import io.microgate.servlet.ServletFilterChains;
import jakarta.servlet.Filter;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.PriorityOrdered;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * Has the users that Spring Security's test support mocks go through the policy.
 */
@Configuration(proxyBeanMethods = false)
public final class MockAuthenticationConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Replacement<PolicyDecisionPoint> microgateAssumingDecisionPoint() {
		return new Replacement<>(PolicyDecisionPoint.class, PolicyDecisionPoint::assuming);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Filter.class, SecurityFilterChain.class })
	static class Servlet {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Replacement<ServletFilterChains> microgateMockingFilterChains() {
			return new Replacement<>(ServletFilterChains.class,
					(chains) -> chains.beforeDecision(new MockAuthenticationFilter()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass({ Mono.class, SecurityWebFilterChain.class })
	static class Reactive {

		@Bean
		MockedUserWebFilter microgateMockedUserWebFilter() {
			return new MockedUserWebFilter();
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Replacement<ReactiveFilterChains> microgateMockingWebFilterChains() {
			return new Replacement<>(ReactiveFilterChains.class,
					(chains) -> chains.beforeDecision(new MockAuthenticationWebFilter()));
		}

	}

	/**
	 * Replaces the beans of a type.
	 *
	 * @param type the type
	 * @param change makes the bean that counts
	 */
	private record Replacement<T>(Class<T> type,
			UnaryOperator<T> change) implements BeanPostProcessor, PriorityOrdered {

		/** Beans that post-processors of the application ask for are replaced, too. */
		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return this.type.isInstance(bean) ? this.change.apply(this.type.cast(bean)) : bean;
		}

	}

}
