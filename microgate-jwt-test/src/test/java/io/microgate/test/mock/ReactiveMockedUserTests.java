package io.microgate.test.mock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.security.core.Authentication;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;

/**
 * Mocked users in {@code @WebFluxTest}.
 */
@ContextConfiguration(classes = ReactiveShop.class)
@WebFluxTest(properties = { "spring.config.import=classpath:mocks.yml", "spring.main.web-application-type=reactive" })
class ReactiveMockedUserTests extends MockedUserTests {

	@Autowired
	private WebTestClient client;

	@Override
	int get(String path, Authentication user, String... headers) {
		WebTestClient mocking = (user != null) ? this.client.mutateWith(mockAuthentication(user)) : this.client;
		WebTestClient.RequestHeadersSpec<?> request = mocking.get().uri(path);
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return request.exchange().returnResult(Void.class).getStatus().value();
	}

}
