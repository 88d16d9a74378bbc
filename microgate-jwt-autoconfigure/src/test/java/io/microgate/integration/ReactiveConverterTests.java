package io.microgate.integration;

import java.net.http.HttpResponse;
import java.util.Map;

import io.microgate.reactive.ReactiveFilterChains;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The other ways by which a reactive application makes the principal of a token.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class ReactiveConverterTests {

	private final IdentityProvider idp = IdentityProvider.started();

	@AfterEach
	void stop() {
		this.idp.close();
	}

	private Application start(Class<?> source) {
		Application application = Application.start(WebApplicationType.REACTIVE, source, SpringUserTests.YAML,
				Map.of("idp.uri", this.idp.uri(), "logging.level.org.springframework.security", "debug",
						"logging.level.io.microgate", "debug"));
		Awaitility.await().until(() -> get(application, Map.of()).statusCode() != 503);
		return application;
	}

	private HttpResponse<String> get(Application application, Map<String, Object> claims) {
		return application.get("/api/principal", this.idp.bearer(claims));
	}

	@Test
	void converterWhenOfTheServletStackThenHonoured() {
		try (Application application = start(ServletConverter.class)) {
			assertThat(get(application, Map.of("preferred_username", "Alice")).body()).contains("\"name\":\"Alice\"");
		}
	}

	@Test
	void converterWhenOfAnOwnChainThenNothingMadeIsRefused(CapturedOutput output) {
		try (Application application = start(OwnChain.class)) {
			assertThat(get(application, Map.of("made", "token")).body()).contains("\"name\":\"own\"");
			for (String made : new String[] { "empty", "null", "refusal", "overflow", "linkage" }) {
				HttpResponse<String> response = get(application, Map.of("made", made));
				assertThat(response.statusCode()).as(made).isEqualTo(403);
				assertThat(response.headers().firstValue("WWW-Authenticate")).as(made).isEmpty();
				assertThat(response.body()).as(made).isEmpty();
			}
		}
		assertThat(output).contains("error.internal").doesNotContain("Claim of the token");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ReactiveSpringUserController.class)
	static class ServletConverter {

		@Bean
		JwtAuthenticationConverter jwtAuthenticationConverter() {
			JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
			converter.setPrincipalClaimName("preferred_username");
			return converter;
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ReactiveSpringUserController.class)
	static class OwnChain {

		@Bean
		@Order(0)
		SecurityWebFilterChain microgateSecurityFilterChain(ReactiveFilterChains chains) {
			return chains.forRoutes(OwnChain::convert);
		}

		private static Mono<AbstractAuthenticationToken> convert(Jwt jwt) {
			String made = jwt.hasClaim("made") ? jwt.getClaimAsString("made") : "empty";
			return switch (made) {
				case "token" -> Mono.just(new JwtAuthenticationToken(jwt, null, "own"));
				case "null" -> null;
				case "refusal" -> Mono.error(new BadCredentialsException("Claim of the token"));
				case "overflow" -> throw new StackOverflowError();
				case "linkage" -> throw new NoClassDefFoundError();
				default -> Mono.empty();
			};
		}

	}

}
