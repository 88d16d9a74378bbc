package io.microgate.test;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Tests for the host of {@link AutoConfigureMicrogateJwt} on the reactive stack.
 */
abstract class ReactiveHostTests {

	private static final String HOSTS = "spring.config.import=classpath:hosts.yml";

	@Autowired
	private WebTestClient client;

	@Test
	void requestWhenHostOfAnnotationThenSent() {
		this.client.get().uri("/books/1").exchange().expectStatus().isOk();
	}

	@Test
	void requestWhenHostOfTestThenWins() {
		this.client.get().uri("/books/1").header("Host", "other.example.com").exchange().expectStatus().isForbidden();
	}

	@WebFluxTest(properties = HOSTS)
	@org.springframework.test.context.ContextConfiguration(classes = Shop.class)
	@AutoConfigureMicrogateJwt(host = "api.example.com")
	static class SliceTests extends ReactiveHostTests {

	}

	@SpringBootTest(classes = Shop.class, properties = { HOSTS, Shop.REACTIVE })
	@AutoConfigureWebTestClient
	@AutoConfigureMicrogateJwt(host = "api.example.com")
	static class MockTests extends ReactiveHostTests {

		@Autowired
		private WebTestClient client;

		@Test
		void requestWhenUriOfTestThenWins() {
			this.client.get().uri("https://other.example.com/books/1").exchange().expectStatus().isForbidden();
		}

	}

	@SpringBootTest(classes = Shop.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { HOSTS, Shop.REACTIVE })
	@AutoConfigureWebTestClient
	@AutoConfigureMicrogateJwt(host = "api.example.com")
	static class ServerTests extends ReactiveHostTests {

	}

}
