package io.microgate.test.mock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

/**
 * Mocked users in {@code @WebMvcTest}.
 */
@ContextConfiguration(classes = ServletShop.class)
@WebMvcTest(properties = "spring.config.import=classpath:mocks.yml")
class ServletMockedUserTests extends MockedUserTests {

	@Autowired
	private MockMvcTester mvc;

	@Override
	int get(String path, Authentication user, String... headers) {
		HttpHeaders all = new HttpHeaders();
		for (int i = 0; i < headers.length; i += 2) {
			all.add(headers[i], headers[i + 1]);
		}
		RequestPostProcessor mocked = (user != null) ? authentication(user) : (request) -> request;
		return this.mvc.get().uri(path).headers(all).with(mocked).exchange().getResponse().getStatus();
	}

}
