package io.microgate.explorer;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Writes the headers of the page on the reactive stack, on the port that endpoints have.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnBean(ExplorerEndpoint.class)
final class ReactiveExplorerConfiguration {

	@Bean
	WebFilter microgateExplorerHeaderFilter(ExplorerEndpoint endpoint, ObjectProvider<PathMappedEndpoints> endpoints) {
		return new HeaderWebFilter(new ExplorerHeaders(endpoint, endpoints));
	}

	/** Before Spring Security, whose refusals have no page to show. */
	private static final class HeaderWebFilter implements WebFilter, Ordered {

		private final ExplorerHeaders headers;

		HeaderWebFilter(ExplorerHeaders headers) {
			this.headers = headers;
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			this.headers.write(exchange.getRequest().getPath().pathWithinApplication(),
					exchange.getResponse().getHeaders()::set);
			return chain.filter(exchange);
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
