package io.microgate.test;

import io.microgate.engine.PolicyDecisionPoint;

import org.springframework.boot.test.http.server.LocalTestWebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/**
 * Refuses test clients that would send requests past all filters, so that every request
 * would be allowed. Spring Boot makes such clients in a mock servlet environment without
 * MockMvc.
 */
final class MockClientCheck {

	private final ApplicationContext context;

	MockClientCheck(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Checks that requests of a client go through the filters of the application.
	 * @param client type of the client, for the message
	 */
	void requireFilters(String client) {
		if (this.context instanceof WebApplicationContext && has(PolicyDecisionPoint.class) && !has(MockMvc.class)
				&& LocalTestWebServer.get(this.context) == null) {
			throw new IllegalStateException(
					"%s sends its requests past all filters here, so no policy would decide about them. Add @AutoConfigureMockMvc to the test, or start a server with webEnvironment = RANDOM_PORT."
						.formatted(client));
		}
	}

	private boolean has(Class<?> type) {
		return this.context.getBeanProvider(type, false).stream().findAny().isPresent();
	}

}
