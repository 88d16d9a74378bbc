package io.microgate.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.FilterChainProxy.FilterChainDecorator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Spring Security's observation of filter chains leaves Microgate's out and
 * nothing else.
 */
@Tag("slow")
class ChainObservationTests {

	private static final String FILTERS = "spring.security.filterchains";

	private static final String SECURED = "spring.security.http.secured.requests";

	@Test
	void servletChainWhenOfMicrogateThenIsNotObserved() {
		ServletContexts.runner().withUserConfiguration(Observed.class).run((context) -> {
			Observed observed = context.getBean(Observed.class);
			assertThat(ServletContexts.status(context, "/open/x")).isEqualTo(200);
			assertThat(ServletContexts.status(context, "/denied/x")).isEqualTo(403);
			assertThat(ServletContexts.status(context, "/other")).isEqualTo(403);
			assertThat(observed.names).isEmpty();
		});
	}

	@Test
	void servletChainWhenForeignThenIsObserved() {
		ServletContexts.runner().withUserConfiguration(Observed.class, LoginChain.class).run((context) -> {
			assertThat(ServletContexts.status(context, "/login/x")).isEqualTo(200);
			assertThat(context.getBean(Observed.class).names).contains(FILTERS, SECURED);
		});
	}

	@Test
	void servletChainWhenApplicationSaysSoThenMicrogatesIsObserved() {
		ServletContexts.runner().withUserConfiguration(Observed.class, EveryRequest.class).run((context) -> {
			assertThat(ServletContexts.status(context, "/open/x")).isEqualTo(200);
			assertThat(context.getBean(Observed.class).names).contains(FILTERS, SECURED);
		});
	}

	@Test
	void reactiveChainWhenOfMicrogateThenIsNotObserved() {
		ReactiveContexts.runner().withUserConfiguration(Observed.class).run((context) -> {
			Observed observed = context.getBean(Observed.class);
			assertThat(ReactiveContexts.status(context, "/open/x")).isEqualTo(200);
			assertThat(ReactiveContexts.status(context, "/denied/x")).isEqualTo(403);
			assertThat(ReactiveContexts.status(context, "/other")).isEqualTo(403);
			assertThat(observed.names).isEmpty();
		});
	}

	@Test
	void reactiveChainWhenForeignThenIsObserved() {
		ReactiveContexts.runner().withUserConfiguration(Observed.class, ReactiveLoginChain.class).run((context) -> {
			assertThat(ReactiveContexts.status(context, "/login/x")).isEqualTo(200);
			assertThat(context.getBean(Observed.class).names).contains(FILTERS, SECURED);
		});
	}

	@Test
	void reactiveChainWhenApplicationSaysSoThenMicrogatesIsObserved() {
		ReactiveContexts.runner().withUserConfiguration(Observed.class, EveryRequest.class).run((context) -> {
			assertThat(ReactiveContexts.status(context, "/open/x")).isEqualTo(200);
			assertThat(context.getBean(Observed.class).names).contains(FILTERS, SECURED);
		});
	}

	@Test
	void servletChainWhenDecoratedByTheApplicationThenMicrogatesIsDecorated() {
		ServletContexts.runner().withUserConfiguration(Observed.class, OwnDecorator.class).run((context) -> {
			assertThat(ServletContexts.status(context, "/open/x")).isEqualTo(200);
			assertThat(context.getBean(OwnDecorator.class).decorated).hasPositiveValue();
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Observed implements ObservationHandler<Observation.Context> {

		final Set<String> names = ConcurrentHashMap.newKeySet();

		@Bean
		ObservationRegistry observationRegistry() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(this);
			return registry;
		}

		@Override
		public void onStart(Observation.Context context) {
			this.names.add(context.getName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EveryRequest {

		@Bean
		SecurityObservationSettings securityObservationSettings() {
			return SecurityObservationSettings.withDefaults().shouldObserveRequests(true).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LoginChain {

		@Bean
		SecurityFilterChain loginChain(HttpSecurity http) {
			return http.securityMatcher("/login/**").authorizeHttpRequests((a) -> a.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveLoginChain {

		@Bean
		SecurityWebFilterChain loginChain(ServerHttpSecurity http) {
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/login/**"))
				.authorizeExchange((a) -> a.anyExchange().permitAll())
				.build();
		}

	}

	/** Has something of its own in place of what observes. */
	@Configuration(proxyBeanMethods = false)
	static class OwnDecorator {

		final AtomicInteger decorated = new AtomicInteger();

		@Bean
		static BeanPostProcessor ownDecorator(ObjectProvider<OwnDecorator> own) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					return beanName.equals("filterChainDecoratorPostProcessor") ? own.getObject().choice() : bean;
				}

			};
		}

		private ObjectPostProcessor<FilterChainDecorator> choice() {
			return new ObjectPostProcessor<>() {

				@Override
				@SuppressWarnings("unchecked")
				public <O extends FilterChainDecorator> O postProcess(O plain) {
					return (O) (FilterChainDecorator) (original, filters) -> {
						OwnDecorator.this.decorated.incrementAndGet();
						return plain.decorate(original, filters);
					};
				}

			};
		}

	}

}
