package io.microgate.integration;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans of Spring Security that a reactive application brings are honoured on Microgate's
 * routes, and a chain of its own for all other requests does not get between.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class ReactiveOwnBeansTests {

	private static IdentityProvider idp;

	private static Application application;

	@BeforeAll
	static void start() {
		idp = IdentityProvider.started();
		application = Application.start(WebApplicationType.REACTIVE, OwnBeansApplication.class, SpringUserTests.YAML,
				Map.of("idp.uri", idp.uri(), "logging.level.org.springframework.security", "debug",
						"logging.level.io.microgate", "debug"));
		Awaitility.await()
			.untilAsserted(() -> assertThat(application.get("/api/principal", admin()).statusCode()).isEqualTo(200));
	}

	@AfterAll
	static void stop() {
		application.close();
		idp.close();
	}

	private static String[] admin() {
		return idp.bearer(Map.of("roles", List.of("admin"), "preferred_username", "Alice"));
	}

	private static void assertRefusedWithoutALeak(HttpResponse<String> response, CapturedOutput output) {
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
		assertThat(response.body()).isEmpty();
		assertThat(output).contains("Refused a request because of an exception", "error.internal")
			.doesNotContain("Claim of the token");
	}

	@Test
	void converterWhenOwnThenMakesThePrincipalOnWhateverThread() {
		assertThat(application.get("/api/principal", admin()).body()).contains("\"name\":\"Alice\"",
				"\"authorities\":[\"admin\",\"boundedElastic\"]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "throw", "fail", "fail later", "nothing" })
	void converterWhenItFailsThenRefusedAndNothingLeaks(String how, CapturedOutput output) {
		HttpResponse<String> response = application.get("/api/principal",
				idp.bearer(Map.of("how", how, "preferred_username", "Alice")));
		assertRefusedWithoutALeak(response, output);
	}

	@Test
	void converterWhenClaimOfThePrincipalIsMissingThenRefused(CapturedOutput output) {
		assertRefusedWithoutALeak(application.get("/api/principal", idp.bearer()), output);
	}

	@Test
	void chainWhenForAnyRequestThenTakesWhatNoRouteMatches() {
		HttpResponse<String> response = application.get("/elsewhere");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Basic"));
		assertThat(application.get("/denied", admin()).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "/api/conflict, 409", "/api/failure, 500" })
	void errorWhenBesideAChainForAnyRequestThenIsTheApplications(String path, int status) {
		assertThat(application.get(path, admin()).statusCode()).isEqualTo(status);
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
	@Import(ReactiveSpringUserController.class)
	static class OwnBeansApplication {

		@Bean
		ReactiveJwtAuthenticationConverter reactiveJwtAuthenticationConverter() {
			ReactiveJwtAuthenticationConverter converter = new ReactiveJwtAuthenticationConverter();
			converter.setJwtGrantedAuthoritiesConverter(OwnBeansApplication::authorities);
			converter.setPrincipalClaimName("preferred_username");
			return converter;
		}

		/** Says also where it ran. */
		private static Flux<GrantedAuthority> authorities(Jwt jwt) {
			IllegalStateException failure = new IllegalStateException("Claim of the token");
			String how = jwt.getClaimAsString("how");
			if (how == null) {
				return Flux.fromIterable(jwt.getClaimAsStringList("roles"))
					.concatWith(Mono.fromSupplier(() -> Thread.currentThread().getName().split("-")[0]))
					.subscribeOn(Schedulers.boundedElastic())
					.map(SimpleGrantedAuthority::new);
			}
			return switch (how) {
				case "fail" -> Flux.error(failure);
				case "fail later" -> Flux.<GrantedAuthority>error(failure).subscribeOn(Schedulers.boundedElastic());
				case "nothing" -> null;
				default -> throw failure;
			};
		}

		/** No clock for keys and tokens. */
		@Bean
		Clock clock() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(User.withUsername("admin").password("{noop}admin").build());
		}

		@Bean
		SecurityWebFilterChain siteChain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
