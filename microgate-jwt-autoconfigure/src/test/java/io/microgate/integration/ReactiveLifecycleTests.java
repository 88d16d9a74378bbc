package io.microgate.integration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * Start and end of an application on Netty.
 */
class ReactiveLifecycleTests extends LifecycleTests {

	ReactiveLifecycleTests() {
		super(WebApplicationType.REACTIVE, Hiding.class);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hiding {

		@Bean
		@Order(-1)
		SecurityWebFilterChain anyRequestChain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll()).build();
		}

	}

}
