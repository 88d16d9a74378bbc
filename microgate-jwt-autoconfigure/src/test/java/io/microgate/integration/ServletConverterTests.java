package io.microgate.integration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

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
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a converter of the application makes of a verified token, and the events about it.
 */
@Tag("server")
class ServletConverterTests {

	private static IdentityProvider idp;

	private static Application application;

	private static SecurityEvents events;

	@BeforeAll
	static void start() {
		idp = IdentityProvider.started();
		application = Application.start(WebApplicationType.SERVLET, ConvertingApplication.class, SpringUserTests.YAML,
				Map.of("idp.uri", idp.uri()));
		events = application.bean(SecurityEvents.class);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(application.get("/api/principal", idp.bearer()).statusCode()).isEqualTo(200));
	}

	@AfterAll
	static void stop() {
		application.close();
		idp.close();
	}

	@ParameterizedTest
	@CsvSource({ "nothing", "refusal", "error" })
	void requestWhenConverterFailsThenRefusedWithTheTokenInTheEvent(String scope) {
		events.clear();
		String[] bearer = idp.bearer(Map.of("scope", scope));
		assertThat(application.get("/api/principal", bearer)).returns(403, (response) -> response.statusCode())
			.returns("", (response) -> response.body());
		assertThat(events.all()).singleElement()
			.isInstanceOfSatisfying(AuthenticationFailureServiceExceptionEvent.class, (event) -> {
				assertThat(event.getAuthentication()).isSameAs(event.getException().getAuthenticationRequest())
					.isInstanceOfSatisfying(BearerTokenAuthenticationToken.class,
							(refused) -> assertThat("Bearer " + refused.getToken()).isEqualTo(bearer[1]));
			});
	}

	/** As Spring Security's own manager does. */
	@Test
	void requestWhenPrincipalHasCredentialsThenTheyAreErasedBeforeTheEvent() {
		List<Boolean> erased = application.bean(ConvertingApplication.class).erasedAtEvents;
		erased.clear();
		assertThat(application.get("/api/principal", idp.bearer()).statusCode()).isEqualTo(200);
		assertThat(erased).containsExactly(true);
	}

	/** Has a secret, as far as Spring Security knows. */
	private record Client(Jwt jwt, AtomicBoolean erased) implements OAuth2AuthenticatedPrincipal, CredentialsContainer {

		@Override
		public Map<String, Object> getAttributes() {
			return this.jwt.getClaims();
		}

		@Override
		public Collection<? extends GrantedAuthority> getAuthorities() {
			return List.of();
		}

		@Override
		public String getName() {
			return this.jwt.getSubject();
		}

		@Override
		public void eraseCredentials() {
			this.erased.set(true);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ ServletSpringUserController.class, SecurityEvents.class })
	static class ConvertingApplication {

		private final List<Boolean> erasedAtEvents = new CopyOnWriteArrayList<>();

		@EventListener
		void authenticated(AuthenticationSuccessEvent event) {
			this.erasedAtEvents.add(((Client) event.getAuthentication().getPrincipal()).erased().get());
		}

		@Bean
		JwtAuthenticationConverter jwtAuthenticationConverter() {
			JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
			converter.setJwtPrincipalConverter((jwt) -> new Client(jwt, new AtomicBoolean()));
			converter
				.setJwtGrantedAuthoritiesConverter((jwt) -> switch (String.valueOf(jwt.getClaimAsString("scope"))) {
					case "nothing" -> null;
					case "refusal" -> throw new BadCredentialsException("Refused by the converter");
					case "error" -> throw new StackOverflowError();
					default -> List.of();
				});
			return converter;
		}

	}

}
