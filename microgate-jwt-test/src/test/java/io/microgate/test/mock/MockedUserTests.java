package io.microgate.test.mock;

import java.util.List;
import java.util.Map;

import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mocked user gets the verdict of a client whose token has the claims of the user.
 */
abstract class MockedUserTests {

	@Autowired
	private Observed observed;

	@Autowired
	private TestTokens tokens;

	/**
	 * Sends a request.
	 * @param path its path
	 * @param user the mocked user, {@code null} for none
	 * @param headers names and values
	 * @return the status
	 */
	abstract int get(String path, Authentication user, String... headers);

	@BeforeEach
	void clear() {
		this.observed.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			# no token and no user
			/books/1 | none            | 401 | token.missing
			/books/1 | anonymous       | 401 | token.missing
			/books/1 | unauthenticated | 401 | token.missing
			/admin   | none            | 401 | token.missing
			# a user is authenticated; what verification looks at is not checked
			/books/1 | user            | 200 |
			/books/1 | opaque          | 200 |
			/books/1 | {}              | 200 |
			/books/1 | {"iss": "https://other.example.com", "aud": ["other"], "sub": "other"} | 200 |
			/plain   | {}              | 200 |
			# requireAll
			/admin   | {"realm_access": {"roles": ["user", "admin"]}} | 200 |
			/admin   | {"realm_access": {"roles": ["user"]}}          | 403 | claims.require_all
			/admin   | {"realm_access": ["admin"]}                    | 403 | claims.require_all
			/admin   | {}                                             | 403 | claims.require_all
			/admin   | user                                           | 403 | claims.require_all
			/admin   | opaque                                         | 403 | claims.require_all
			# a derived claim takes the place of the claim of its name
			/admin   | {"roles": ["admin"]}                           | 403 | claims.require_all
			# requireAny
			/any     | {"realm_access": {"roles": ["admin"]}} | 200 |
			/any     | {"scope": "read write"}                | 200 |
			/any     | {}                                     | 403 | claims.require_any
			/any     | user                                   | 403 | claims.require_any
			# requireNone
			/none    | user                          | 200 |
			/none    | {}                            | 200 |
			/none    | {"status": "active"}          | 200 |
			/none    | {"status": "suspended"}       | 403 | claims.require_none
			/none    | {"status": {"is": "unknown"}} | 403 | claims.require_none
			# equals
			/tenants/a/orders | {"tenant": "a"}        | 200 |
			/tenants/a/orders | {"tenant": ["b", "a"]} | 200 |
			/tenants/a/orders | {"tenant": "b"}        | 403 | claims.require_all
			/tenants/a/orders | {}                     | 403 | claims.require_all
			/tenants/a/orders | user                   | 403 | claims.require_all
			/numbers | {"level": 3}   | 200 |
			/numbers | {"level": "3"} | 200 |
			/numbers | {"level": 4}   | 403 | claims.require_all
			# optional
			/optional | none      | 200 |
			/optional | anonymous | 200 |
			/optional | user      | 200 |
			/optional | {}        | 200 |
			# what asks for no token
			/open      | none | 200 |
			/open      | user | 200 |
			/open      | {}   | 200 |
			/denied    | none | 403 | policy.deny
			/denied    | user | 403 | policy.deny
			/denied    | {}   | 403 | policy.deny
			/undecided | user | 403 | policy.none
			/undecided | {}   | 403 | policy.none
			/elsewhere | none | 403 | route.none
			/elsewhere | user | 403 | route.none
			/elsewhere | {}   | 403 | route.none
			""")
	void requestWhenMockedUserThenDecidedByItsClaims(String path, String user, int status, String reason) {
		assertThat(get(path, Mocks.named(user))).isEqualTo(status);
		assertThat(this.observed.reason()).isEqualTo(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/books/1", "/plain", "/optional", "/open", "/none" })
	void handlerWhenUserWithoutJwtThenSeesTheUser(String path) {
		Authentication user = Mocks.named("user");
		get(path, user);
		assertThat(this.observed.user()).isSameAs(user);
	}

	@Test
	void handlerWhenDerivedClaimsThenSeesThemBesideWhatTheTestGave() {
		Jwt jwt = Mocks.jwt("{\"realm_access\": {\"roles\": [\"admin\"]}}");
		JwtAuthenticationToken user = new JwtAuthenticationToken(jwt, AuthorityUtils.createAuthorityList("ROLE_X"),
				"carol");
		user.setDetails("details");
		assertThat(get("/admin", user)).isEqualTo(200);
		assertThat(this.observed.jwt().getClaims()).containsEntry("roles", List.of("admin"))
			.containsEntry("scopes", List.of("read"))
			.containsEntry("scope", "read")
			.containsEntry("sub", "user");
		assertThat(this.observed.jwt().getTokenValue()).isEqualTo("token");
		assertThat(this.observed.jwt().getHeaders()).isEqualTo(Map.of("alg", "none"));
		assertThat(this.observed.user()).isExactlyInstanceOf(JwtAuthenticationToken.class).satisfies((seen) -> {
			assertThat(seen.getName()).isEqualTo("carol");
			assertThat(seen.getAuthorities()).hasToString("[ROLE_X]");
			assertThat(seen.getDetails()).isEqualTo("details");
			assertThat(seen.isAuthenticated()).isTrue();
			assertThat(seen.getPrincipal()).isSameAs(this.observed.jwt());
		});
		assertThat(jwt.getClaims()).doesNotContainKey("roles");
	}

	@Test
	void handlerWhenPrincipalIsNoJwtThenItStays() {
		JwtAuthenticationToken user = new JwtAuthenticationToken(Mocks.jwt("{}"), "custom",
				AuthorityUtils.NO_AUTHORITIES);
		get("/books/1", user);
		assertThat(this.observed.user().getPrincipal()).isEqualTo("custom");
		assertThat(this.observed.jwt().getClaims()).containsKey("scopes");
	}

	@Test
	void handlerWhenNothingIsDerivedThenSeesTheUserItself() {
		Authentication user = Mocks.named("{}");
		get("/plain", user);
		assertThat(this.observed.user()).isSameAs(user);
	}

	@Test
	void handlerWhenUserIsOfAnotherTypeThenSeesTheUserItself() {
		JwtAuthenticationToken user = new OwnToken(Mocks.jwt("{\"realm_access\": {\"roles\": [\"admin\"]}}"));
		assertThat(get("/admin", user)).isEqualTo(200);
		assertThat(this.observed.user()).isSameAs(user);
	}

	@Test
	void userWhenSentTwiceThenClaimsAreDerivedOnce() {
		Authentication user = Mocks.named("{\"scope\": \"write\"}");
		assertThat(get("/any", user)).isEqualTo(200);
		assertThat(get("/any", user)).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer not.a.token", "Bearer" })
	void tokenWhenBadThenCountsInPlaceOfTheUser(String authorization) {
		assertThat(get("/books/1", Mocks.named("user"), "Authorization", authorization)).isEqualTo(401);
		assertThat(this.observed.reason()).isEqualTo("token.malformed");
	}

	@Test
	void tokenWhenGoodThenCountsInPlaceOfTheUser() {
		TestToken alice = this.tokens.forJwt("shop").claim("username", "alice");
		assertThat(get("/none", Mocks.named("{\"status\": \"suspended\"}"), bearer(alice))).isEqualTo(200);
		assertThat(this.observed.user().getName()).isEqualTo("alice");
		assertThat(this.observed.jwt().getIssuer()).hasToString("https://idp.example.com");
		this.observed.clear();
		Authentication admin = Mocks.named("{\"realm_access\": {\"roles\": [\"admin\"]}}");
		assertThat(get("/admin", admin, bearer(alice))).isEqualTo(403);
		assertThat(this.observed.reason()).isEqualTo("claims.require_all");
	}

	@Test
	void tokenWhenNotAcceptableThenCountsInPlaceOfTheUser() {
		Authentication user = Mocks.named("user");
		TestToken token = this.tokens.forJwt("shop");
		assertThat(get("/books/1", user, bearer(token.expired()))).isEqualTo(401);
		assertThat(get("/books/1", user, bearer(token.signedByStranger()))).isEqualTo(401);
		assertThat(get("/optional", user, bearer(token.expired()))).isEqualTo(401);
		assertThat(this.observed.user()).isNull();
	}

	private static String[] bearer(TestToken token) {
		return new String[] { "Authorization", "Bearer " + token.value() };
	}

	@Test
	void userWhenOtherCredentialsThenCounts() {
		assertThat(get("/books/1", Mocks.named("user"), "Authorization", "Basic dXNlcjpwYXNz")).isEqualTo(200);
	}

	@Test
	void decisionWhenUserWithoutJwtThenHasNoSubject() {
		get("/books/1", Mocks.named("user"));
		assertThat(this.observed.decision().jwt()).isNull();
	}

	@Test
	void decisionWhenMockedJwtThenHasIt() {
		get("/books/1", Mocks.named("{}"));
		assertThat(this.observed.decision().jwt().getSubject()).isEqualTo("user");
	}

	/** As applications have. */
	private static final class OwnToken extends JwtAuthenticationToken {

		private static final long serialVersionUID = 1L;

		OwnToken(Jwt jwt) {
			super(jwt, AuthorityUtils.NO_AUTHORITIES);
		}

	}

}
