package io.microgate.test.token;

import java.util.List;

import io.microgate.test.AutoConfigureMicrogateJwt;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends tokens with each client that Spring has for a reactive application, on a real
 * port and without.
 */
@SpringBootTest(classes = ClientApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { ClientApplication.CONFIGURATION, "spring.main.web-application-type=reactive" })
@AutoConfigureMicrogateJwt
class ReactiveClientTests {

	@Autowired
	private TestTokens tokens;

	@LocalServerPort
	private int port;

	@Test
	void webTestClientWhenTokenThenSentAtFirstSource(@Autowired ApplicationContext context) {
		for (WebTestClient client : List.of(WebTestClient.bindToApplicationContext(context).build(),
				WebTestClient.bindToServer().baseUrl(baseUrl()).build())) {
			for (String jwt : ClientApplication.JWTS) {
				client.post().uri("/{jwt}?q=1", jwt).exchange().expectStatus().isUnauthorized();
				client.mutateWith(this.tokens.forJwt(jwt).forWebTestClient())
					.post()
					.uri("/{jwt}?q=1", jwt)
					.cookie("other", "1")
					.exchange()
					.expectBody(String.class)
					.isEqualTo("1");
			}
		}
	}

	@Test
	void webClientWhenTokenThenSentAtFirstSource() {
		for (String jwt : ClientApplication.JWTS) {
			assertThat(WebClient.builder()
				.baseUrl(baseUrl())
				.filter(this.tokens.forJwt(jwt).forWebClient())
				.build()
				.post()
				.uri("/{jwt}?q=1", jwt)
				.retrieve()
				.bodyToMono(String.class)
				.block()).isEqualTo("1");
		}
	}

	@Test
	void restClientWhenTokenThenSentAtFirstSource() {
		for (String jwt : ClientApplication.JWTS) {
			assertThat(RestClient.builder()
				.baseUrl(baseUrl())
				.requestInterceptor(this.tokens.forJwt(jwt).forRestClient())
				.build()
				.post()
				.uri("/{jwt}?q=1", jwt)
				.cookie("other", "1")
				.retrieve()
				.body(String.class)).isEqualTo("1");
		}
	}

	private String baseUrl() {
		return "http://localhost:" + this.port;
	}

}
