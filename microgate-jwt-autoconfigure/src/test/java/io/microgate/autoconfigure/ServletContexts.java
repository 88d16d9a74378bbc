package io.microgate.autoconfigure;

import java.io.IOException;
import java.util.List;

import io.microgate.servlet.ServletMicrogateAutoConfiguration;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contexts of Microgate's auto-configurations beside those of Spring Boot, with an open
 * and a denied route, and requests to their filter chains.
 */
final class ServletContexts {

	private ServletContexts() {
	}

	static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(MicrogateAutoConfiguration.class, ServletMicrogateAutoConfiguration.class,
							ActuatorMicrogateAutoConfiguration.class, SecurityAutoConfiguration.class,
							UserDetailsServiceAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
							ManagementWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class,
							WebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class))
			.withPropertyValues(OpenAndDenied.PROPERTIES);
	}

	/** Bean names of the filter chains in the order in which they are asked. */
	static List<String> chains(AssertableWebApplicationContext context) {
		FilterChainProxy proxy = context.getBean("springSecurityFilterChain", FilterChainProxy.class);
		return proxy.getFilterChains()
			.stream()
			.map((chain) -> context.getBeansOfType(SecurityFilterChain.class)
				.entrySet()
				.stream()
				.filter((entry) -> entry.getValue() == chain)
				.findFirst()
				.orElseThrow()
				.getKey())
			.toList();
	}

	static int status(AssertableWebApplicationContext context, String target) throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest(context.getServletContext(), "GET", target);
		MockHttpServletResponse response = new MockHttpServletResponse();
		filter(context, request, response, (rq, rs) -> response.setHeader("passed", "true"));
		boolean passed = "true".equals(response.getHeader("passed"));
		assertThat(passed).as("passed").isEqualTo(response.getStatus() == 200);
		return response.getStatus();
	}

	static void filter(AssertableWebApplicationContext context, MockHttpServletRequest request,
			MockHttpServletResponse response, FilterChain rest) throws ServletException, IOException {
		context.getBean("springSecurityFilterChain", Filter.class).doFilter(request, response, rest);
	}

}
