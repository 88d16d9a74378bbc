package io.microgate.integration;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans of Spring Security that an application brings are honoured on Microgate's routes,
 * and a chain of its own for all other requests does not get between.
 */
@Tag("server")
class ServletOwnBeansTests {

	private static IdentityProvider idp;

	private static Application application;

	@BeforeAll
	static void start() {
		idp = IdentityProvider.started();
		application = Application.start(WebApplicationType.SERVLET, OwnBeansApplication.class, SpringUserTests.YAML,
				Map.of("idp.uri", idp.uri()));
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(application.get("/api/principal", idp.bearer()).statusCode()).isEqualTo(200));
	}

	@AfterAll
	static void stop() {
		application.close();
		idp.close();
	}

	private static String[] admin() {
		return idp.bearer(Map.of("roles", List.of("admin"), "preferred_username", "Alice"));
	}

	@Test
	void converterWhenOwnThenMakesThePrincipal() {
		assertThat(application.get("/api/principal", admin()).body()).contains("\"name\":\"Alice\"",
				"\"authorities\":[\"FACTOR_BEARER\",\"admin\"]");
	}

	@Test
	void rolePrefixWhenOwnThenUsedByTheRequest() {
		assertThat(application.get("/api/principal", admin()).body()).contains("\"admin\":true");
		assertThat(application.get("/api/principal", idp.bearer()).body()).contains("\"admin\":false");
	}

	@Test
	void eventPublisherWhenOwnThenToldOfAllowedAndRefusedRequests() {
		GrantPublisher publisher = application.bean(GrantPublisher.class);
		publisher.granted.clear();
		application.get("/api/principal", admin());
		application.get("/denied");
		assertThat(publisher.granted).containsExactly(true, false);
	}

	@ParameterizedTest
	@CsvSource({ "/api/conflict, 409", "/api/failure, 500" })
	void errorWhenDispatchedBesideAChainForAnyRequestThenContextIsKept(String path, int status) {
		HttpResponse<String> response = application.get(path, admin());
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("X-User")).contains("Alice");
	}

	@Test
	void asyncWhenDispatchedBesideAChainForAnyRequestThenContextIsKept() {
		HttpResponse<String> response = application.get("/api/deferred", admin());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("X-User")).contains("Alice");
	}

	@Test
	void chainWhenForAnyRequestThenTakesWhatNoRouteMatches() {
		HttpResponse<String> response = application.get("/elsewhere");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Basic"));
		assertThat(application.get("/denied", admin()).statusCode()).isEqualTo(403);
	}

	@Test
	void preflightWhenThereIsNoCorsBeanThenDecidedLikeAnyOther() {
		HttpResponse<String> response = application.options("/api/principal", "Origin", "https://friend.example",
				"Access-Control-Request-Method", "GET");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ ServletSpringUserController.class, ServletSpringUserController.WriterAdvice.class, GrantPublisher.class })
	static class OwnBeansApplication {

		@Bean
		JwtAuthenticationConverter jwtAuthenticationConverter() {
			JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
			authorities.setAuthoritiesClaimName("roles");
			authorities.setAuthorityPrefix("");
			JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
			converter.setJwtGrantedAuthoritiesConverter(authorities);
			converter.setPrincipalClaimName("preferred_username");
			return converter;
		}

		@Bean
		static GrantedAuthorityDefaults grantedAuthorityDefaults() {
			return new GrantedAuthorityDefaults("");
		}

		/** By this clock every token would be of the future. */
		@Bean
		Clock clock() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

		@Bean
		SecurityFilterChain siteChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	static class GrantPublisher implements AuthorizationEventPublisher {

		private final List<Boolean> granted = new CopyOnWriteArrayList<>();

		@Override
		public <T> void publishAuthorizationEvent(Supplier<Authentication> authentication, T object,
				AuthorizationResult result) {
			this.granted.add(result.isGranted());
		}

	}

}
