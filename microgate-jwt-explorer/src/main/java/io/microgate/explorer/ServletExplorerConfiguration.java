package io.microgate.explorer;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.server.RequestPath;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Writes the headers of the page on the servlet stack, on the port that endpoints have.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(ExplorerEndpoint.class)
final class ServletExplorerConfiguration {

	/** Before Spring Security, whose refusals have no page to show. */
	@Bean
	FilterRegistrationBean<Filter> microgateExplorerHeaderFilter(ExplorerEndpoint endpoint,
			ObjectProvider<PathMappedEndpoints> endpoints) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				new HeaderFilter(new ExplorerHeaders(endpoint, endpoints)));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	private static final class HeaderFilter extends OncePerRequestFilter {

		private final ExplorerHeaders headers;

		HeaderFilter(ExplorerHeaders headers) {
			this.headers = headers;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			RequestPath path;
			try {
				path = ServletRequestPathUtils.parse(request);
			}
			catch (IllegalArgumentException | IllegalStateException ex) {
				// Spring finds no endpoint by a path that it cannot parse
				chain.doFilter(request, response);
				return;
			}
			this.headers.write(path.pathWithinApplication(), response::setHeader);
			chain.doFilter(request, response);
		}

	}

}
