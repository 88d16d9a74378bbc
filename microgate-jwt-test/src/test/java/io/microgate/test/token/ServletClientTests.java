package io.microgate.test.token;

import java.util.List;
import java.util.stream.Stream;

import io.microgate.test.AutoConfigureMicrogateJwt;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.MockMvcWebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends tokens with each client that Spring has for a servlet application, on a real port
 * and without.
 */
@SpringBootTest(classes = ClientApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = ClientApplication.CONFIGURATION)
@AutoConfigureMicrogateJwt
@AutoConfigureMockMvc
@AutoConfigureRestTestClient
@AutoConfigureTestRestTemplate
@AutoConfigureWebTestClient
class ServletClientTests {

	@Autowired
	private TestTokens tokens;

	@LocalServerPort
	private int port;

	@Test
	void mockMvcWhenTokenThenSentAtFirstSource(@Autowired MockMvc mvc) throws Exception {
		for (String jwt : ClientApplication.JWTS) {
			assertThat(mvc
				.perform(MockMvcRequestBuilders.post("/{jwt}?q=1", jwt).with(this.tokens.forJwt(jwt).forMockMvc()))
				.andReturn()
				.getResponse()
				.getContentAsString()).as(jwt).isEqualTo("1");
		}
	}

	@Test
	void restTestClientWhenTokenThenSentAtFirstSource(@Autowired RestTestClient injected, @Autowired MockMvc mvc,
			@Autowired WebApplicationContext context) {
		List<RestTestClient> clients = List.of(injected, RestTestClient.bindTo(mvc).build(),
				RestTestClient.bindToApplicationContext(context)
					.configureServer((server) -> server.apply(SecurityMockMvcConfigurers.springSecurity()))
					.build(),
				RestTestClient.bindToServer().baseUrl(baseUrl()).build());
		for (String jwt : ClientApplication.JWTS) {
			for (RestTestClient client : clients) {
				client.post().uri("/{jwt}?q=1", jwt).exchange().expectStatus().isUnauthorized();
				client.mutate()
					.requestInterceptor(this.tokens.forJwt(jwt).forRestClient())
					.build()
					.post()
					.uri("/{jwt}?q=1", jwt)
					.exchange()
					.expectBody(String.class)
					.isEqualTo("1");
			}
		}
	}

	@Test
	void webTestClientWhenTokenThenSentAtFirstSource(@Autowired WebTestClient injected, @Autowired MockMvc mvc) {
		for (WebTestClient client : List.of(injected, MockMvcWebTestClient.bindTo(mvc).build(),
				WebTestClient.bindToServer().baseUrl(baseUrl()).build())) {
			for (String jwt : ClientApplication.JWTS) {
				client.mutateWith(this.tokens.forJwt(jwt).forWebTestClient())
					.post()
					.uri("/{jwt}?q=1", jwt)
					.exchange()
					.expectBody(String.class)
					.isEqualTo("1");
			}
		}
	}

	/**
	 * The JVM's older client, a RestTemplate's default, drops what assures the origin.
	 */
	@Test
	void restTemplateWhenTokenThenSentAtFirstSource(@Autowired TestRestTemplate injected) {
		for (String jwt : ClientApplication.JWTS) {
			RestTemplate template = new RestTemplate(new JdkClientHttpRequestFactory());
			Stream.of(template, injected.getRestTemplate())
				.forEach((each) -> each.setInterceptors(List.of(this.tokens.forJwt(jwt).forRestClient())));
			assertThat(template.postForObject(baseUrl() + "/{jwt}?q=1", null, String.class, jwt)).isEqualTo("1");
			assertThat(injected.postForObject("/{jwt}?q=1", null, String.class, jwt)).isEqualTo("1");
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

	@Test
	void webClientWhenTokenThenSentAtFirstSource() {
		for (String jwt : ClientApplication.JWTS) {
			assertThat(WebClient.builder()
				.baseUrl(baseUrl())
				.filter(this.tokens.forJwt(jwt).forWebClient())
				.build()
				.post()
				.uri("/{jwt}?q=1", jwt)
				.cookie("other", "1")
				.retrieve()
				.bodyToMono(String.class)
				.block()).isEqualTo("1");
		}
	}

	private String baseUrl() {
		return "http://localhost:" + this.port;
	}

}
