package io.microgate.recipe.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import io.microgate.sample.provider.KeyServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.reactive.function.client.ServerBearerExchangeFilterFunction;
import org.springframework.security.oauth2.server.resource.web.reactive.function.client.ServletBearerExchangeFilterFunction;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The guide for passing on tokens: another service sees the token of the client, of each
 * client its own, and none where there is none.
 */
class TokenRelayTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path directory;

	static Stream<Arguments> applications() {
		return Stream.of(arguments(WebApplicationType.SERVLET, RestClientShop.class),
				arguments(WebApplicationType.SERVLET, ServletWebClientShop.class),
				arguments(WebApplicationType.REACTIVE, ReactiveWebClientShop.class));
	}

	private static HttpRequest request(Recipe application, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(application.port(), path))).build();
	}

	private static CompletableFuture<HttpResponse<String>> send(Recipe application, String path, String token) {
		HttpRequest request = HttpRequest.newBuilder(request(application, path), (name, value) -> true)
			.header("Authorization", "Bearer " + token)
			.build();
		return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
	}

	@ParameterizedTest
	@MethodSource("applications")
	void callWhenMadeForClientThenServiceSeesTokenOfThatClient(WebApplicationType type, Class<?> shop)
			throws IOException, InterruptedException, JOSEException {
		try (KeyServer provider = KeyServer.start();
				OrderService orders = OrderService.start();
				Recipe application = Recipe.start(type, this.directory,
						provider.local(RecipePage.of("pass-on-the-token.md").block("yaml"))
							.replace("https://orders.example.com", orders.uri()),
						Map.of(), shop)) {
			List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
			List<String> tokens = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				tokens.add(provider.token("shop", Map.of("sub", "client-" + i)));
				responses.add(send(application, "/api/orders", tokens.get(i)));
			}
			for (int i = 0; i < tokens.size(); i++) {
				assertThat(responses.get(i).join().body()).isEqualTo("Bearer " + tokens.get(i));
			}
			HttpResponse<String> open = client.send(request(application, "/api/offers"),
					HttpResponse.BodyHandlers.ofString());
			assertThat(open.statusCode()).isEqualTo(200);
			assertThat(open.body()).isEmpty();
			assertThat(send(application, "/api/offers", tokens.get(0)).join().body()).isEmpty();
			assertThat(send(application, "/api/orders", "not.a.token").join().statusCode()).isEqualTo(401);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class RestClientShop {

		@Bean
		RestClient orders(@Value("${orders.uri}") String uri) {
			return RestClient.builder().baseUrl(uri).requestInterceptor((request, body, execution) -> {
				if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken client) {
					request.getHeaders().setBearerAuth(client.getToken().getTokenValue());
				}
				return execution.execute(request, body);
			}).build();
		}

		@RestController
		record Orders(RestClient orders) {

			@GetMapping({ "/api/orders", "/api/offers" })
			String call() {
				return this.orders.get().retrieve().body(String.class);
			}

		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServletWebClientShop {

		@Bean
		WebClient orders(@Value("${orders.uri}") String uri) {
			return WebClient.builder().baseUrl(uri).filter(new ServletBearerExchangeFilterFunction()).build();
		}

		@RestController
		record Orders(WebClient orders) {

			@GetMapping({ "/api/orders", "/api/offers" })
			String call() {
				return this.orders.get().retrieve().bodyToMono(String.class).block();
			}

		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveWebClientShop {

		@Bean
		WebClient orders(@Value("${orders.uri}") String uri) {
			return WebClient.builder().baseUrl(uri).filter(new ServerBearerExchangeFilterFunction()).build();
		}

		@RestController
		record Orders(WebClient orders) {

			@GetMapping({ "/api/orders", "/api/offers" })
			Mono<String> call() {
				return this.orders.get().retrieve().bodyToMono(String.class);
			}

		}

	}

}
