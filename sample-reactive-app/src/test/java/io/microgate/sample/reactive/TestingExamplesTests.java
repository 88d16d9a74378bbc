package io.microgate.sample.reactive;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.GoodToken;
import io.microgate.test.token.TestToken;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The tests that the documentation shows, for an application on WebFlux.
 */
class TestingExamplesTests {

	@Nested
	@WebFluxTest
	class WebFluxSliceTests {

		@Test
		void readWhenTokenIsGoodThenOk(@Autowired WebTestClient client, @GoodToken(jwt = "api-token") TestToken token) {
			client.mutateWith(token.forWebTestClient()).get().uri("/books/1").exchange().expectStatus().isOk();
			client.get().uri("/books/1").exchange().expectStatus().isUnauthorized();
		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureMicrogateJwt
	@AutoConfigureWebTestClient
	class WebFluxServerTests {

		@Test
		void readWhenTokenIsGoodThenOk(@Autowired WebTestClient client, @GoodToken(jwt = "api-token") TestToken token) {
			client.mutateWith(token.forWebTestClient()).get().uri("/books/1").exchange().expectStatus().isOk();
		}

	}

}
