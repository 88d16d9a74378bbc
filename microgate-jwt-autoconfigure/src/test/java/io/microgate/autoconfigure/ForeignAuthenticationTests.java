package io.microgate.autoconfigure;

import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.microgate.servlet.ServletDecisions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.securityContext;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/**
 * What something in front of the chain of the servlet stack takes for an authenticated
 * client does not count, also if it is Spring Security's test support, as long as the
 * module for tests is absent.
 */
@Tag("slow")
class ForeignAuthenticationTests {

	private final WebApplicationContextRunner runner = ServletContexts.runner()
		.withPropertyValues(Authenticated.PROPERTIES)
		.withUserConfiguration(RecordedDecisions.class);

	static Stream<Arguments> authentications() {
		return Stream.of(holder(), saved("session", new HttpSessionSecurityContextRepository()),
				saved("attribute", new RequestAttributeSecurityContextRepository()),
				saved("attribute of Microgate",
						new RequestAttributeSecurityContextRepository("io.microgate.SECURITY_CONTEXT")),
				authentication("principal",
						(request, response) -> request.setUserPrincipal(Authenticated.context().getAuthentication())),
				authentication("jwt()", (request, response) -> jwt().postProcessRequest(request)),
				authentication("user()", (request, response) -> user("alice").postProcessRequest(request)),
				authentication("securityContext()",
						(request, response) -> securityContext(Authenticated.context()).postProcessRequest(request)),
				authentication("test",
						(request, response) -> TestSecurityContextHolder.setContext(Authenticated.context())));
	}

	private static Arguments holder() {
		return authentication("holder",
				(request, response) -> SecurityContextHolder.setContext(Authenticated.context()));
	}

	private static Arguments saved(String name, SecurityContextRepository repository) {
		return authentication(name,
				(request, response) -> repository.saveContext(Authenticated.context(), request, response));
	}

	private static Arguments authentication(String name,
			BiConsumer<MockHttpServletRequest, MockHttpServletResponse> filter) {
		return arguments(name, filter);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("authentications")
	void requestWhenAuthenticatedInFrontOfTheChainThenRefused(String name,
			BiConsumer<MockHttpServletRequest, MockHttpServletResponse> filter) {
		this.runner.run((context) -> {
			try {
				assertThat(status(context, "/api/x", DispatcherType.REQUEST, filter)).isEqualTo(401);
				assertThat(context.getBean(RecordedDecisions.class).last().reason().code()).isEqualTo("token.missing");
				assertThat(status(context, "/denied/x", DispatcherType.REQUEST, filter)).isEqualTo(403);
				assertThat(status(context, "/api/x", DispatcherType.FORWARD, filter)).isEqualTo(401);
			}
			finally {
				TestSecurityContextHolder.clearContext();
			}
		});
	}

	@Test
	void assumeWhenNoTestThenThrows() {
		this.runner.run((context) -> {
			MockHttpServletRequest request = new MockHttpServletRequest(context.getServletContext(), "GET", "/api/x");
			ServletContexts.filter(context, request, new MockHttpServletResponse(), (inner, response) -> {
			});
			assertThatIllegalStateException().isThrownBy(() -> ServletDecisions.find(request).assume(null));
		});
	}

	private static int status(AssertableWebApplicationContext context, String path, DispatcherType type,
			BiConsumer<MockHttpServletRequest, MockHttpServletResponse> filter) throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest(context.getServletContext(), "GET", path);
		MockHttpServletResponse response = new MockHttpServletResponse();
		request.setDispatcherType(type);
		filter.accept(request, response);
		ServletContexts.filter(context, request, response, (inner, outer) -> response.setHeader("passed", "true"));
		assertThat(response.getHeader("passed")).isNull();
		return response.getStatus();
	}

}
