package io.microgate.reactive;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a base path needs beside the handler that Spring Boot makes for it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebFluxProperties.class)
final class BasePathConfiguration {

	@Bean
	static BasePathProcessor microgateBasePathProcessor(ObjectProvider<WebFluxProperties> properties) {
		return new BasePathProcessor(() -> {
			WebFluxProperties available = properties.getIfAvailable();
			return (available != null) ? available.getBasePath() : null;
		});
	}

}
