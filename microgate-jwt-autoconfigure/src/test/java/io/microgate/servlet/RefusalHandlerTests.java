package io.microgate.servlet;

import io.microgate.decision.RefusalBodies;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusalHandler}: what becomes of a page that has been begun.
 */
class RefusalHandlerTests {

	@ParameterizedTest
	@CsvSource({ "REQUEST, ''", "FORWARD, ''", "ASYNC, ''", "ERROR, ''", "INCLUDE, page" })
	void handleWhenApplicationRefusesWhatIsIncludedThenPageAroundItStays(DispatcherType type, String content)
			throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/page");
		request.setDispatcherType(type);
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.getWriter().write("page");
		new RefusalHandler(new ServletCors(null, null), RefusalBodies.NONE).handle(request, response,
				new AccessDeniedException("no"));
		assertThat(response.getContentAsString()).isEqualTo(content);
	}

}
