package io.microgate.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Echoes header fields from handlers of each kind of dispatch.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class EchoApplication {

	/** Comes first among the filters of the application. */
	@Bean
	FilterRegistrationBean<Filter> firstFilter() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			HttpServletRequest http = (HttpServletRequest) request;
			if (http.getDispatcherType() == DispatcherType.REQUEST && http.getHeader("X-User") != null) {
				throw new IllegalStateException("A filter has found " + http.getHeader("X-User"));
			}
			chain.doFilter(new HttpServletRequestWrapper(http), response);
		});
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	EchoEndpoint echoEndpoint() {
		return new EchoEndpoint();
	}

	/** Tomcat hides all others. */
	@Bean
	WebServerFactoryCustomizer<TomcatWebServerFactory> trailers() {
		return (factory) -> factory
			.addConnectorCustomizers((connector) -> connector.setProperty("allowedTrailerHeaders",
					"x-user,x_user,x-roles,x-unused,client-cert,dpop,X-User,Client-Cert,DPoP"));
	}

	/** A component of the application, as a member of it. */
	@RestController
	static class EchoController implements ErrorController {

		@RequestMapping(path = { "/echo", "/open/echo", "/pass/echo", "/inner/echo", "/error" },
				produces = "text/plain")
		String echo(HttpServletRequest request) {
			return Echo.of(request);
		}

		@RequestMapping("/async")
		Callable<String> async(HttpServletRequest request) {
			return () -> Echo.of(request);
		}

		@RequestMapping("/started")
		void started(HttpServletRequest request) {
			AsyncContext context = request.startAsync();
			context.start(() -> {
				try {
					context.getResponse().getWriter().print(Echo.of((HttpServletRequest) context.getRequest()));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				context.complete();
			});
		}

		@RequestMapping("/dispatched")
		void dispatched(HttpServletRequest request) {
			request.startAsync().dispatch("/inner/echo");
		}

		@RequestMapping("/forward")
		void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
			request.getRequestDispatcher("/inner/echo?a=b").forward(request, response);
		}

		@RequestMapping("/include")
		void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
			request.getRequestDispatcher("/inner/echo").include(request, response);
		}

		@RequestMapping("/failing")
		void failing(HttpServletResponse response) throws IOException {
			response.sendError(418);
		}

		@RequestMapping("/throwing")
		void throwing() {
			throw new IllegalStateException("The handler fails");
		}

	}

	@WebEndpoint(id = "echo")
	static class EchoEndpoint {

		@ReadOperation(produces = "text/plain")
		String echo() {
			ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
				.currentRequestAttributes();
			return Echo.of(attributes.getRequest());
		}

	}

}
