package io.microgate.test.mock;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.ApplicationContext;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.test.context.support.TestExecutionEvent;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockAuthentication;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockOpaqueToken;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockUser;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

/**
 * The examples of Spring Security's reference for reactive applications that are about
 * resource servers and mocked users, each class named after its page or section.
 */
@ContextConfiguration(classes = ReactiveShop.class)
@WebFluxTest(properties = { "spring.config.import=classpath:mocks.yml", "spring.main.web-application-type=reactive" })
class ReactiveSpringDocumentationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private WebTestClient client;

	@Autowired
	private Observed observed;

	@BeforeEach
	void clear() {
		this.observed.clear();
	}

	private Authentication seen(WebTestClientConfigurer user) {
		expect(this.client.mutateWith(user), "/books/1", 200);
		return this.observed.user();
	}

	private static void expect(WebTestClient client, String path, int status) {
		client.get().uri(path).exchange().expectStatus().isEqualTo(status);
	}

	@Nested
	class TestingOAuth2ResourceServersWithJwt {

		@Test
		void mockJwtThenDefaultJwt() {
			assertThat(seen(mockJwt()).getAuthorities()).hasToString("[SCOPE_read]");
			Jwt jwt = ReactiveSpringDocumentationTests.this.observed.jwt();
			assertThat(jwt.getTokenValue()).isEqualTo("token");
			assertThat(jwt.getHeaders()).containsEntry("alg", "none");
			assertThat(jwt.getSubject()).isEqualTo("user");
			assertThat(jwt.getClaims()).containsEntry("scope", "read").containsEntry("scopes", List.of("read"));
		}

		@Test
		void mockJwtWhenHeaderAndClaimThenTheyAreThere() {
			seen(mockJwt().jwt((jwt) -> jwt.header("kid", "one").claim("iss", "https://idp.example.org")));
			Jwt jwt = ReactiveSpringDocumentationTests.this.observed.jwt();
			assertThat(jwt.getHeaders()).containsEntry("kid", "one");
			assertThat(jwt.getIssuer()).hasToString("https://idp.example.org");
		}

		@Test
		void mockJwtWhenClaimIsRemovedThenItIsNotThere() {
			assertThat(seen(mockJwt().jwt((jwt) -> jwt.claims((claims) -> claims.remove("scope")))).getAuthorities())
				.isEmpty();
			assertThat(ReactiveSpringDocumentationTests.this.observed.jwt().getClaims()).containsOnlyKeys("sub");
		}

		@Test
		void mockJwtWhenAuthoritiesThenTheyCount() {
			assertThat(seen(mockJwt().authorities(new SimpleGrantedAuthority("SCOPE_messages"))).getAuthorities())
				.hasToString("[SCOPE_messages]");
			Converter<Jwt, Collection<GrantedAuthority>> converter = (jwt) -> AuthorityUtils
				.createAuthorityList("of-" + jwt.getSubject());
			assertThat(seen(mockJwt().authorities(converter)).getAuthorities()).hasToString("[of-user]");
		}

		@Test
		void mockJwtWhenCompleteThenItIsThere() {
			Jwt jwt = Jwt.withTokenValue("token")
				.header("alg", "none")
				.claim("sub", "user")
				.claim("scope", "x")
				.build();
			seen(mockJwt().jwt(jwt));
			assertThat(ReactiveSpringDocumentationTests.this.observed.jwt().getClaims())
				.containsAllEntriesOf(jwt.getClaims());
		}

		@Test
		void mockAuthenticationWhenJwtAuthenticationTokenThenItIsThere() {
			Jwt jwt = Jwt.withTokenValue("token").header("alg", "none").claim("sub", "user").build();
			Collection<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList("SCOPE_read");
			JwtAuthenticationToken token = new JwtAuthenticationToken(jwt, authorities);
			assertThat(seen(mockAuthentication(token))).isSameAs(token);
		}

	}

	@Nested
	class TestingOpaqueTokenAuthentication {

		@Test
		void mockOpaqueTokenThenDefaultToken() {
			BearerTokenAuthentication token = (BearerTokenAuthentication) seen(mockOpaqueToken());
			assertThat(token.getTokenAttributes()).containsEntry("sub", "user");
			assertThat(token.getAuthorities()).hasToString("[SCOPE_read]");
		}

		@Test
		void mockOpaqueTokenWhenConfiguredThenItIsThere() {
			assertThat(seen(mockOpaqueToken().authorities(new SimpleGrantedAuthority("SCOPE_message:read")))
				.getAuthorities()).hasToString("[SCOPE_message:read]");
			assertThat(((BearerTokenAuthentication) seen(
					mockOpaqueToken().attributes((attributes) -> attributes.put("user_id", "1234"))))
				.getTokenAttributes()).containsEntry("user_id", "1234");
			OAuth2AuthenticatedPrincipal principal = new DefaultOAuth2AuthenticatedPrincipal("foo_user",
					Map.of("user_name", "foo_user"), AuthorityUtils.createAuthorityList("SCOPE_message:read"));
			assertThat(seen(mockOpaqueToken().principal(principal)).getName()).isEqualTo("foo_user");
		}

	}

	@Nested
	class TestingAuthentication {

		@Test
		void messageWhenNotAuthenticated() {
			expect(ReactiveSpringDocumentationTests.this.client, "/books/admins", 401);
		}

		@Test
		@WithMockUser
		void messageWhenWithMockUserThenForbidden() {
			expect(ReactiveSpringDocumentationTests.this.client, "/books/admins", 403);
		}

		@Test
		@WithMockUser(roles = "ADMIN")
		void messageWhenWithMockAdminThenOk() {
			expect(ReactiveSpringDocumentationTests.this.client, "/books/admins", 200);
			expect(ReactiveSpringDocumentationTests.this.client, "/books/admins", 200);
			expect(ReactiveSpringDocumentationTests.this.client, "/admin", 403);
		}

		@Test
		@WithAnonymousUser
		void messageWhenWithAnonymousUserThenTokenIsMissing() {
			expect(ReactiveSpringDocumentationTests.this.client, "/books/1", 401);
			expect(ReactiveSpringDocumentationTests.this.client, "/optional", 200);
		}

		@Test
		void messageWhenMutateWithMockUserThenForbidden() {
			expect(ReactiveSpringDocumentationTests.this.client.mutateWith(mockUser()), "/books/admins", 403);
		}

		@Test
		void messageWhenMutateWithMockAdminThenOk() {
			expect(ReactiveSpringDocumentationTests.this.client.mutateWith(mockUser().roles("ADMIN")), "/books/admins",
					200);
			UserDetails rob = User.withUsername("rob").password("password").roles("ADMIN").build();
			expect(ReactiveSpringDocumentationTests.this.client.mutateWith(mockUser(rob)), "/books/admins", 200);
		}

		@Test
		@WithMockUser(roles = "ADMIN")
		void messageWhenMutateAndAnnotationThenTheFormerCounts() {
			expect(ReactiveSpringDocumentationTests.this.client.mutateWith(mockUser("other")), "/books/admins", 403);
		}

		/**
		 * Spring Security sets up the Reactor context before, and then there is no user.
		 */
		@Test
		@WithMockUser(setupBefore = TestExecutionEvent.TEST_EXECUTION)
		void messageWhenSetUpLateThenTokenIsMissing() {
			expect(ReactiveSpringDocumentationTests.this.client, "/books/1", 401);
		}

	}

	@Nested
	class WebTestClientSecuritySetup {

		@Test
		void clientWhenBoundToTheContextThenMocksCount() {
			WebTestClient own = WebTestClient.bindToApplicationContext(ReactiveSpringDocumentationTests.this.context)
				.apply(springSecurity())
				.configureClient()
				.build();
			expect(own.mutateWith(mockJwt()), "/books/1", 200);
			expect(own, "/books/1", 401);
		}

	}

	/** Microgate asks for no CSRF token. */
	@Nested
	class TestingWithCsrf {

		@Test
		void csrfThenMakesNoDifference() {
			WebTestClient mocking = ReactiveSpringDocumentationTests.this.client.mutateWith(mockJwt());
			mocking.post().uri("/books/1").exchange().expectStatus().isOk();
			mocking.mutateWith(csrf()).post().uri("/books/1").exchange().expectStatus().isOk();
		}

	}

}
