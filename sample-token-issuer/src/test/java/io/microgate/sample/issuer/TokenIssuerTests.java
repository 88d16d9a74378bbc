package io.microgate.sample.issuer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the clients of the token issuer get.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.security.oauth2.authorizationserver.issuer=https://issuer.example.com",
				"spring.security.oauth2.authorizationserver.client.one.registration.client-id=reader",
				"spring.security.oauth2.authorizationserver.client.one.registration.client-secret={noop}reader-demo",
				"spring.security.oauth2.authorizationserver.client.two.registration.client-id=admin",
				"spring.security.oauth2.authorizationserver.client.two.registration.client-secret={noop}admin-demo" })
class TokenIssuerTests {

	@LocalServerPort
	private int port;

	private String url;

	private WebTestClient client;

	@BeforeEach
	void connect() {
		this.url = "http://localhost:" + this.port;
		this.client = WebTestClient.bindToServer().baseUrl(this.url).responseTimeout(Duration.ofMinutes(1)).build();
	}

	@ParameterizedTest
	@CsvSource({ "reader,reader-demo,reader", "admin,admin-demo,reader;admin" })
	void tokenWhenClientIsKnownThenVerifiesAndHasClaims(String id, String secret, String roles) {
		Jwt jwt = NimbusReactiveJwtDecoder.withJwkSetUri(this.url + "/oauth2/jwks")
			.build()
			.decode(token(id, secret))
			.block();
		assertThat(jwt.getClaims()).containsOnlyKeys("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "roles",
				"email_verified");
		assertThat(jwt.getClaimAsString("iss")).isEqualTo("https://issuer.example.com");
		assertThat(jwt.getSubject()).isEqualTo(id);
		assertThat(jwt.getAudience()).containsExactly("bookstore");
		assertThat(jwt.getClaimAsStringList("roles")).isEqualTo(List.of(roles.split(";")));
		assertThat(jwt.getClaimAsBoolean("email_verified")).isTrue();
		assertThat(Duration.between(jwt.getIssuedAt(), jwt.getExpiresAt())).isEqualTo(Duration.ofMinutes(5));
	}

	@ParameterizedTest
	@CsvSource({ "reader,admin-demo", "reader,''", "unknown,reader-demo" })
	void tokenWhenClientIsNotKnownThenUnauthorized(String id, String secret) {
		this.client.post()
			.uri("/oauth2/token")
			.headers((headers) -> headers.setBasicAuth(id, secret))
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.bodyValue("grant_type=client_credentials")
			.exchange()
			.expectStatus()
			.isUnauthorized()
			.expectHeader()
			.valueEquals("WWW-Authenticate", "Basic realm=\"token issuer\"")
			.expectBody()
			.json("{\"error\":\"invalid_client\"}");
	}

	@Test
	void tokenWhenThereIsNoClientThenUnauthorized() {
		this.client.post()
			.uri("/oauth2/token")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.bodyValue("grant_type=client_credentials&client_id=reader&client_secret=reader-demo")
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	@ParameterizedTest
	@CsvSource({ "grant_type=authorization_code,unsupported_grant_type", "scope=any,invalid_request",
			"grant_type=client_credentials&grant_type=client_credentials,invalid_request" })
	void tokenWhenGrantTypeIsNotClientCredentialsThenBadRequest(String form, String error) {
		this.client.post()
			.uri("/oauth2/token")
			.headers((headers) -> headers.setBasicAuth("reader", "reader-demo"))
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.bodyValue(form)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.json("{\"error\":\"" + error + "\"}");
	}

	@Test
	void keysWhenReadThenHoldNothingPrivate() {
		this.client.get()
			.uri("/oauth2/jwks")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.keys.length()")
			.isEqualTo(1)
			.jsonPath("$.keys[0]")
			.value((key) -> assertThat(key).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsOnlyKeys("kty", "use", "kid", "n", "e"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2", "/oauth2/jwks/more", "/oauth2/other" })
	void issuerWhenPathIsNotItsOwnThenUnauthorized(String path) {
		this.client.get().uri(path).exchange().expectStatus().isUnauthorized();
	}

	@Test
	void issuerWhenImportedThenAuthenticatesNothingElse(@Autowired ApplicationContext context) {
		assertThat(context.getBeanProvider(ReactiveAuthenticationManager.class).stream()).isEmpty();
	}

	private String token(String id, String secret) {
		Map<String, Object> response = this.client.post()
			.uri("/oauth2/token")
			.headers((headers) -> headers.setBasicAuth(id, secret))
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.bodyValue("grant_type=client_credentials")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(response).containsEntry("token_type", "Bearer").containsEntry("expires_in", 300);
		return (String) response.get("access_token");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(TokenIssuerConfiguration.class)
	static class Application {

	}

}
