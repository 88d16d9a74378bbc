package io.microgate.reactive;

import io.microgate.coverage.CoveredStack;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Where the mappings are on the reactive stack, if it is that of WebFlux.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherHandler.class)
final class ReactiveCoverageConfiguration {

	/** Created when coverage is computed. */
	@Bean
	@Lazy
	CoveredStack microgateCoveredStack(DefaultListableBeanFactory beanFactory) {
		return new CoveredStack(new ReactiveMappingReader(), SecurityWebFilterChain.class,
				ReactiveMicrogateAutoConfiguration.class, beanFactory);
	}

}
