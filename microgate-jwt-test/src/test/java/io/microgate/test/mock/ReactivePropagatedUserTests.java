package io.microgate.test.mock;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestToken;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.Authentication;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

/**
 * Propagated header fields in {@code WebTestClient} bound to the application.
 */
@SpringBootTest(classes = PropagatedUserTests.SeeingApplication.class,
		properties = { PropagatedUserTests.CONFIGURATION, "spring.main.web-application-type=reactive" })
@AutoConfigureMicrogateJwt
class ReactivePropagatedUserTests extends PropagatedUserTests {

	@Autowired
	private ApplicationContext context;

	@Override
	String get(String path, Authentication user) {
		return get(path, (user != null) ? client().mutateWith(mockAuthentication(user)) : client());
	}

	@Override
	String get(String path, TestToken token) {
		return get(path, client().mutateWith(token.forWebTestClient()));
	}

	private WebTestClient client() {
		return WebTestClient.bindToApplicationContext(this.context).apply(springSecurity()).build();
	}

	private static String get(String path, WebTestClient client) {
		return client.get()
			.uri(path)
			.header("X-User", "mallory")
			.header("x_user", "mallory")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

}
