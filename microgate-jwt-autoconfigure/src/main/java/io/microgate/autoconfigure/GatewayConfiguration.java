package io.microgate.autoconfigure;

import io.microgate.reactive.ContextPaths;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * What Spring Cloud Gateway needs: it finds its routes by the whole path and knows no
 * context path but the base path.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(value = WebFluxProperties.class,
		name = "org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping")
final class GatewayConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContextPaths microgateContextPaths(WebFluxProperties properties) {
		String basePath = properties.getBasePath();
		return ContextPaths.only(StringUtils.hasText(basePath) ? basePath : "");
	}

}
