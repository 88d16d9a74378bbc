package io.microgate.test.mock;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.security.test.context.support.TestExecutionEvent;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.context.support.WithSecurityContext;
import org.springframework.security.test.context.support.WithSecurityContextFactory;
import org.springframework.security.test.context.support.WithUserDetails;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.opaqueToken;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.securityContext;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.testSecurityContext;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.response.SecurityMockMvcResultMatchers.authenticated;
import static org.springframework.security.test.web.servlet.response.SecurityMockMvcResultMatchers.unauthenticated;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * The examples of Spring Security's reference for servlet applications that are about
 * resource servers and mocked users, each class named after its page or section.
 */
@ContextConfiguration(classes = ServletShop.class)
@WebMvcTest(properties = "spring.config.import=classpath:mocks.yml")
class ServletSpringDocumentationTests {

	@Autowired
	private WebApplicationContext context;

	@Autowired
	private MockMvc mvc;

	@Autowired
	private Observed observed;

	@BeforeEach
	void clear() {
		this.observed.clear();
	}

	private Authentication seen(RequestPostProcessor user) throws Exception {
		this.mvc.perform(get("/books/1").with(user)).andExpect(status().isOk());
		return this.observed.user();
	}

	private void expect(String path, int status) throws Exception {
		this.mvc.perform(get(path)).andExpect(status().is(status));
	}

	@Nested
	class TestingJwtAuthentication {

		@Test
		void jwtThenDefaultJwt() throws Exception {
			assertThat(seen(jwt()).getAuthorities()).hasToString("[SCOPE_read]");
			Jwt jwt = ServletSpringDocumentationTests.this.observed.jwt();
			assertThat(jwt.getTokenValue()).isEqualTo("token");
			assertThat(jwt.getHeaders()).containsEntry("alg", "none");
			assertThat(jwt.getSubject()).isEqualTo("user");
			assertThat(jwt.getClaims()).containsEntry("scope", "read").containsEntry("scopes", List.of("read"));
		}

		@Test
		void jwtWhenHeaderAndClaimThenTheyAreThere() throws Exception {
			seen(jwt().jwt((jwt) -> jwt.header("kid", "one").claim("iss", "https://idp.example.org")));
			Jwt jwt = ServletSpringDocumentationTests.this.observed.jwt();
			assertThat(jwt.getHeaders()).containsEntry("kid", "one");
			assertThat(jwt.getIssuer()).hasToString("https://idp.example.org");
		}

		@Test
		void jwtWhenClaimIsRemovedThenItIsNotThere() throws Exception {
			assertThat(seen(jwt().jwt((jwt) -> jwt.claims((claims) -> claims.remove("scope")))).getAuthorities())
				.isEmpty();
			assertThat(ServletSpringDocumentationTests.this.observed.jwt().getClaims()).containsOnlyKeys("sub");
		}

		@Test
		void jwtWhenAuthoritiesThenTheyCount() throws Exception {
			assertThat(seen(jwt().authorities(new SimpleGrantedAuthority("SCOPE_messages"))).getAuthorities())
				.hasToString("[SCOPE_messages]");
			Converter<Jwt, Collection<GrantedAuthority>> converter = (jwt) -> AuthorityUtils
				.createAuthorityList("of-" + jwt.getSubject());
			assertThat(seen(jwt().authorities(converter)).getAuthorities()).hasToString("[of-user]");
		}

		@Test
		void jwtWhenCompleteThenItIsThere() throws Exception {
			Jwt jwt = Jwt.withTokenValue("token")
				.header("alg", "none")
				.claim("sub", "user")
				.claim("scope", "x")
				.build();
			seen(jwt().jwt(jwt));
			assertThat(ServletSpringDocumentationTests.this.observed.jwt().getClaims())
				.containsAllEntriesOf(jwt.getClaims());
		}

		@Test
		void authenticationWhenJwtAuthenticationTokenThenItIsThere() throws Exception {
			Jwt jwt = Jwt.withTokenValue("token").header("alg", "none").claim("sub", "user").build();
			Collection<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList("SCOPE_read");
			JwtAuthenticationToken token = new JwtAuthenticationToken(jwt, authorities);
			assertThat(seen(authentication(token))).isEqualTo(token);
		}

	}

	@Nested
	class TestingOpaqueTokenAuthentication {

		@Test
		void opaqueTokenThenDefaultToken() throws Exception {
			BearerTokenAuthentication token = (BearerTokenAuthentication) seen(opaqueToken());
			assertThat(token.getTokenAttributes()).containsEntry("sub", "user");
			assertThat(token.getAuthorities()).hasToString("[SCOPE_read]");
		}

		@Test
		void opaqueTokenWhenConfiguredThenItIsThere() throws Exception {
			assertThat(
					seen(opaqueToken().authorities(new SimpleGrantedAuthority("SCOPE_message:read"))).getAuthorities())
				.hasToString("[SCOPE_message:read]");
			assertThat(((BearerTokenAuthentication) seen(
					opaqueToken().attributes((attributes) -> attributes.put("user_id", "1234"))))
				.getTokenAttributes()).containsEntry("user_id", "1234");
			OAuth2AuthenticatedPrincipal principal = new DefaultOAuth2AuthenticatedPrincipal("foo_user",
					Map.of("user_name", "foo_user"), AuthorityUtils.createAuthorityList("SCOPE_message:read"));
			assertThat(seen(opaqueToken().principal(principal)).getName()).isEqualTo("foo_user");
		}

	}

	@Nested
	class RunningATestAsAUser {

		@Test
		void userThenItIsThere() throws Exception {
			assertThat(seen(user("user")).getAuthorities()).hasToString("[ROLE_USER]");
			assertThat(seen(user("admin").password("pass").roles("USER", "ADMIN")).getAuthorities())
				.hasToString("[ROLE_ADMIN, ROLE_USER]");
			UserDetails details = User.withUsername("rob").password("password").roles("ADMIN").build();
			assertThat(seen(user(details)).getPrincipal()).isEqualTo(details);
		}

		@Test
		void anonymousThenTokenIsMissing() throws Exception {
			ServletSpringDocumentationTests.this.mvc.perform(get("/books/1").with(anonymous()))
				.andExpect(status().isUnauthorized());
		}

		@Test
		void authenticationOrSecurityContextThenItIsThere() throws Exception {
			Authentication own = new TestingAuthenticationToken("own", "credentials", "ROLE_X");
			assertThat(seen(authentication(own))).isSameAs(own);
			assertThat(seen(securityContext(new SecurityContextImpl(own)))).isSameAs(own);
		}

		@Test
		void defaultRequestThenItIsThere() throws Exception {
			MockMvc own = MockMvcBuilders.webAppContextSetup(ServletSpringDocumentationTests.this.context)
				.defaultRequest(get("/").with(user("user").roles("ADMIN")))
				.apply(springSecurity())
				.build();
			own.perform(get("/books/admins")).andExpect(status().isOk());
			own.perform(get("/books/admins").with(anonymous())).andExpect(status().isUnauthorized());
			own.perform(get("/books/admins").with(user("other"))).andExpect(status().isForbidden());
		}

	}

	@Nested
	@WithMockUser
	class RunningATestAsAUserWithAnnotations {

		@Test
		void withMockUserWhenAtTheClassThenCounts() throws Exception {
			expect("/books/1", 200);
			expect("/books/1", 200);
			expect("/books/admins", 403);
			assertThat(ServletSpringDocumentationTests.this.observed.user().getName()).isEqualTo("user");
		}

		@Test
		@WithMockUser(username = "admin", roles = { "USER", "ADMIN" })
		void withMockUserWhenRolesThenTheyCount() throws Exception {
			expect("/books/admins", 200);
			expect("/admin", 403);
		}

		@Test
		@WithMockUser(username = "admin", authorities = { "ADMIN", "USER" })
		void withMockUserWhenAuthoritiesThenTheyCount() throws Exception {
			expect("/books/1", 200);
			assertThat(ServletSpringDocumentationTests.this.observed.user().getAuthorities())
				.hasToString("[ADMIN, USER]");
		}

		@Test
		@WithMockUser(setupBefore = TestExecutionEvent.TEST_EXECUTION)
		void withMockUserWhenSetUpLateThenCounts() throws Exception {
			expect("/books/1", 200);
		}

		@Test
		@WithAnonymousUser
		void withAnonymousUserThenTokenIsMissing() throws Exception {
			expect("/books/1", 401);
			expect("/optional", 200);
			expect("/open", 200);
		}

		@Test
		@WithUserDetails("carol")
		void withUserDetailsThenCounts() throws Exception {
			expect("/books/admins", 200);
		}

		@Test
		@WithUserDetails(value = "carol", userDetailsServiceBeanName = "users")
		void withUserDetailsWhenBeanIsNamedThenCounts() throws Exception {
			expect("/books/admins", 200);
		}

		@Test
		@WithMockAdmin
		void metaAnnotationThenCounts() throws Exception {
			expect("/books/admins", 200);
		}

		@Test
		@WithRoles("admin")
		void withSecurityContextWhenJwtThenItsClaimsCount() throws Exception {
			expect("/admin", 200);
			expect("/admin", 200);
			assertThat(ServletSpringDocumentationTests.this.observed.jwt().getClaims()).containsEntry("roles",
					List.of("admin"));
			assertThat(((Jwt) TestSecurityContextHolder.getContext().getAuthentication().getPrincipal()).getClaims())
				.doesNotContainKey("roles");
		}

		@Test
		@WithRoles("user")
		void withSecurityContextWhenClaimsDoNotFitThenRefused() throws Exception {
			expect("/admin", 403);
		}

		@Test
		void testSecurityContextThenCounts() throws Exception {
			assertThat(seen(testSecurityContext()).getName()).isEqualTo("user");
		}

	}

	/** Microgate asks for no CSRF token, and checks no password. */
	@Nested
	class OtherRequestPostProcessors {

		@Test
		void csrfThenMakesNoDifference() throws Exception {
			MockMvc mvc = ServletSpringDocumentationTests.this.mvc;
			mvc.perform(post("/books/1").with(jwt())).andExpect(status().isOk());
			mvc.perform(post("/books/1").with(jwt()).with(csrf())).andExpect(status().isOk());
			mvc.perform(post("/books/1").with(user("user")).with(csrf().useInvalidToken())).andExpect(status().isOk());
		}

		@Test
		void httpBasicThenTokenIsMissing() throws Exception {
			ServletSpringDocumentationTests.this.mvc.perform(get("/books/1").with(httpBasic("carol", "password")))
				.andExpect(status().isUnauthorized());
		}

	}

	@Nested
	class ResultMatchers {

		@Test
		void authenticatedThenTellsTheMockedUser() throws Exception {
			MockMvc mvc = ServletSpringDocumentationTests.this.mvc;
			mvc.perform(get("/books/1").with(user("admin").roles("USER", "ADMIN")))
				.andExpect(authenticated().withUsername("admin").withRoles("USER", "ADMIN"))
				.andExpect(authenticated().withAuthentication(
						(user) -> assertThat(user).isInstanceOf(UsernamePasswordAuthenticationToken.class)));
			mvc.perform(get("/books/1").with(jwt())).andExpect(authenticated().withUsername("user"));
		}

		@Test
		void unauthenticatedThenTellsThatThereIsNone() throws Exception {
			ServletSpringDocumentationTests.this.mvc.perform(get("/books/1")).andExpect(unauthenticated());
			ServletSpringDocumentationTests.this.mvc.perform(get("/open")).andExpect(unauthenticated());
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@WithMockUser(value = "rob", roles = "ADMIN")
	@interface WithMockAdmin {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@WithSecurityContext(factory = RolesFactory.class)
	@interface WithRoles {

		String value();

	}

	static class RolesFactory implements WithSecurityContextFactory<WithRoles> {

		@Override
		public SecurityContext createSecurityContext(WithRoles annotation) {
			Jwt jwt = Mocks.jwt("{\"realm_access\": {\"roles\": [\"%s\"]}}".formatted(annotation.value()));
			return new SecurityContextImpl(new JwtAuthenticationToken(jwt, AuthorityUtils.NO_AUTHORITIES));
		}

	}

}
