package io.microgate.test.mock;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * A mocked user does not count for requests that come through a server.
 */
@SpringBootTest(classes = ServletShop.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.config.import=classpath:mocks.yml", "spring.main.web-application-type=servlet" })
@AutoConfigureMicrogateJwt
class ServletRealPortTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TestTokens tokens;

	@Test
	@WithMockUser
	void requestWhenUserIsMockedThenTokenIsMissing() {
		RestTestClient client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
		client.get().uri("/books/1").exchange().expectStatus().isUnauthorized();
		String token = this.tokens.forJwt("shop").value();
		client.get().uri("/books/1").header("Authorization", "Bearer " + token).exchange().expectStatus().isOk();
	}

}
