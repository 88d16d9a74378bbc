package io.microgate.test.mock;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

/**
 * A mocked user does not count for requests that come through a server, even where the
 * user of {@code @WithMockUser} is in the Reactor context of the server.
 */
@SpringBootTest(classes = ReactiveShop.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.config.import=classpath:mocks.yml", "spring.main.web-application-type=reactive",
				"server.forward-headers-strategy=framework" })
@AutoConfigureMicrogateJwt
class ReactiveRealPortTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Observed observed;

	@Autowired
	private TestTokens tokens;

	private WebTestClient client;

	@BeforeEach
	void bind() {
		this.observed.clear();
		this.client = WebTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@Test
	@WithMockUser
	void requestWhenUserIsMockedThenTokenIsMissing() {
		this.client.get().uri("/open").exchange().expectStatus().isOk();
		assertThat(this.observed.user()).isNotNull();
		this.client.get().uri("/books/1").exchange().expectStatus().isUnauthorized();
		String token = this.tokens.forJwt("shop").value();
		this.client.get().uri("/books/1").header("Authorization", "Bearer " + token).exchange().expectStatus().isOk();
	}

	@Test
	void mockJwtWhenBoundToTheServerThenSpringSecurityRefusesIt() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.client.mutateWith(mockJwt()));
	}

	@Test
	void mockJwtWhenBoundToTheContextThenCounts() {
		WebTestClient.bindToApplicationContext(this.context)
			.apply(springSecurity())
			.build()
			.mutateWith(mockJwt())
			.get()
			.uri("/books/1")
			.header("X-Forwarded-Host", "shop.example.com")
			.exchange()
			.expectStatus()
			.isOk();
	}

}
