package io.microgate.reactive;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Where the CORS configuration of handlers is on the reactive stack, if it is that of
 * WebFlux.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherHandler.class)
@ImportRuntimeHints(HandlerMappingCors.class)
final class ReactiveCorsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ServerMappedCors microgateMappedCors(ApplicationContext context) {
		return new WebFluxMappedCors(context);
	}

}
