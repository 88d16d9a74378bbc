package io.microgate.test;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.RequestEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the host of {@link AutoConfigureMicrogateJwt} with clients of a servlet
 * server.
 */
@SpringBootTest(classes = Shop.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.config.import=classpath:hosts.yml")
@AutoConfigureMicrogateJwt(host = "api.example.com")
@AutoConfigureWebTestClient
@AutoConfigureRestTestClient
@AutoConfigureTestRestTemplate
class ServletServerHostTests {

	private static final String OTHER = "other.example.com";

	@Autowired
	private WebTestClient webClient;

	@Autowired
	private RestTestClient restClient;

	@Autowired
	private TestRestTemplate restTemplate;

	@Autowired
	private TestHost host;

	@LocalServerPort
	private int port;

	@Test
	void webTestClientWhenHostThenSent() {
		this.webClient.get().uri("/books/1").exchange().expectStatus().isOk();
		this.webClient.get().uri("/books/1").header("Host", OTHER).exchange().expectStatus().isForbidden();
	}

	@Test
	void restTestClientWhenHostThenSent() {
		this.restClient.get().uri("/books/1").exchange().expectStatus().isOk();
		this.restClient.get().uri("/books/1").header("Host", OTHER).exchange().expectStatus().isForbidden();
	}

	@Test
	void clientOfJdkWhenHostThenSent() {
		RestClient client = RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.requestInterceptor(new RestClientHost(this.host))
			.baseUrl("http://localhost:" + this.port)
			.build();
		assertThat(client.get().uri("/books/1").retrieve().body(String.class)).isEqualTo("book");
	}

	@Test
	void testRestTemplateWhenHostThenSent() {
		assertThat(this.restTemplate.getForEntity("/books/1", String.class).getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(this.restTemplate.exchange(RequestEntity.get("/books/1").header("Host", OTHER).build(), String.class)
			.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
	}

}
