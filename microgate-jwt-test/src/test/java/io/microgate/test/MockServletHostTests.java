package io.microgate.test;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the host of {@link AutoConfigureMicrogateJwt} with clients of MockMvc.
 */
@SpringBootTest(classes = Shop.class, properties = "spring.config.import=classpath:hosts.yml")
@AutoConfigureMicrogateJwt(host = "api.example.com:8443")
@AutoConfigureMockMvc
@AutoConfigureWebTestClient
@AutoConfigureRestTestClient
class MockServletHostTests {

	private static final String OTHER = "other.example.com";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private WebTestClient webClient;

	@Autowired
	private RestTestClient restClient;

	@Test
	void mockMvcWhenHostOfAnnotationThenSent() {
		assertThat(this.mvc.get().uri("/books/1")).hasStatusOk();
		assertThat(this.mvc.get().uri("/books/1")).request().satisfies((request) -> {
			assertThat(request.getHeader("Host")).isEqualTo("api.example.com:8443");
			assertThat(request.getServerPort()).isEqualTo(8443);
		});
	}

	@Test
	void mockMvcWhenHostOfTestThenWins() {
		assertThat(this.mvc.get().uri("/books/1").header("Host", OTHER)).hasStatus(403);
		assertThat(this.mvc.get().uri("https://other.example.com/books/1")).hasStatus(403);
	}

	@Test
	void webTestClientWhenHostOfAnnotationThenSent() {
		this.webClient.get().uri("/books/1").exchange().expectStatus().isOk();
	}

	@Test
	void webTestClientWhenHostOfTestThenWins() {
		this.webClient.get().uri("/books/1").header("Host", OTHER).exchange().expectStatus().isForbidden();
		this.webClient.get().uri("https://other.example.com/books/1").exchange().expectStatus().isForbidden();
	}

	@Test
	void restTestClientWhenHostOfAnnotationThenSent() {
		this.restClient.get().uri("/books/1").exchange().expectStatus().isOk();
	}

	@Test
	void restTestClientWhenHostOfTestThenWins() {
		this.restClient.get().uri("/books/1").header("Host", OTHER).exchange().expectStatus().isForbidden();
		this.restClient.get().uri("https://other.example.com/books/1").exchange().expectStatus().isForbidden();
	}

}
