package io.microgate.test;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcConfigurer;
import org.springframework.web.context.WebApplicationContext;

/**
 * Lets MockMvc send the {@link TestHost}.
 */
final class MockMvcHost implements MockMvcConfigurer, RequestPostProcessor {

	private final TestHost host;

	MockMvcHost(TestHost host) {
		this.host = host;
	}

	/** Leaves the default request to the application, which can have only one. */
	@Override
	public RequestPostProcessor beforeMockMvcCreated(ConfigurableMockMvcBuilder<?> builder,
			WebApplicationContext context) {
		return this;
	}

	@Override
	public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
		@Nullable String sent = this.host.insteadOf(request.getServerName(), request.getHeader(HttpHeaders.HOST));
		if (sent != null) {
			request.addHeader(HttpHeaders.HOST, sent);
		}
		return request;
	}

}
