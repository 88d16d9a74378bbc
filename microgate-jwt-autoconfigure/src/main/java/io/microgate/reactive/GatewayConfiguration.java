package io.microgate.reactive;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * What Spring Cloud Gateway needs: it reads requests in a way of its own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(value = WebFluxProperties.class,
		name = "org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping")
final class GatewayConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GatewayReading microgateGatewayReading(WebFluxProperties properties) {
		String basePath = properties.getBasePath();
		return GatewayReading.of(StringUtils.hasText(basePath) ? basePath : "");
	}

}
