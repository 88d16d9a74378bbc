package io.microgate.test.mock;

import java.nio.charset.StandardCharsets;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestToken;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.core.Authentication;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

/**
 * Propagated header fields in {@code MockMvc}.
 */
@SpringBootTest(classes = PropagatedUserTests.SeeingApplication.class,
		properties = { PropagatedUserTests.CONFIGURATION, "spring.main.web-application-type=servlet" })
@AutoConfigureMockMvc
@AutoConfigureMicrogateJwt
class ServletPropagatedUserTests extends PropagatedUserTests {

	@Autowired
	private MockMvcTester mvc;

	@Override
	String get(String path, Authentication user) {
		return get(path, (user != null) ? authentication(user) : (request) -> request);
	}

	@Override
	String get(String path, TestToken token) {
		return get(path, token.forMockMvc());
	}

	private String get(String path, RequestPostProcessor sender) {
		MvcTestResult result = this.mvc.get()
			.uri(path)
			.header("X-User", "mallory")
			.header("x_user", "mallory")
			.with(sender)
			.exchange();
		assertThat(result).hasStatusOk();
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
