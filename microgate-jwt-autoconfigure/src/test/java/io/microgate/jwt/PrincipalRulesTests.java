package io.microgate.jwt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.TestSigningKey;
import io.microgate.jwt.JwtSpec.AuthorityClaim;
import io.microgate.jwt.JwtSpec.DerivedClaim;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrincipalRules}, by the outcome of verification: authorities, name,
 * and derived claims that never change what verification sees.
 */
class PrincipalRulesTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestJwksSource SOURCE = TestJwksSource.with(KEY);

	private static final DerivedClaim REALM = new DerivedClaim(List.of("realm", "roles"), false, false);

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"roles":["admin","user"]}               | ROLE_admin ROLE_user
			{"roles":"admin user"}                   | ROLE_admin user
			{"roles":"admin"}                        | ROLE_admin
			{"roles":["a","a","b","a"]}              | ROLE_a ROLE_b
			{"roles":["", " ", "\\t", "a"]}          | ROLE_a
			{"roles":" "}                            | ``
			{"roles":""}                             | ``
			{"roles":[]}                             | ``
			{"roles":["a", 1]}                       | ``
			{"roles":["a", null]}                    | ``
			{"roles":["a", ["b"]]}                   | ``
			{"roles":["a", {"b":1}]}                 | ``
			{"roles":[true]}                         | ``
			{"roles":true}                           | ``
			{"roles":5}                              | ``
			{"roles":{"admin":true}}                 | ``
			{"roles":null}                           | ``
			{"sub":"jane"}                           | ``
			{"scope":"read write"}                   | SCOPE_read SCOPE_write
			{"scope":"  read   read "}               | SCOPE_read
			{"scope":["read write","x"]}             | SCOPE_read write,SCOPE_x
			{"scp":"read write"}                     | read write
			{"scope":"a","scp":"b","roles":"c"}      | ROLE_c SCOPE_a b
			""")
	void authoritiesWhenConfiguredThenThoseOfTheClaimsAndNoOthers(String claims, String expected) {
		TokenVerifier verifier = verifier(Map.of(), authorities("roles=ROLE_", "scope=SCOPE_", "scp="), null);
		List<String> authorities = expected.contains(",") ? List.of(expected.split(","))
				: expected.equals("ROLE_admin user") ? List.of(expected)
						: Arrays.stream(expected.split(" ")).filter((text) -> !text.isEmpty()).toList();
		assertThat(authorities(verifier, claims)).containsExactlyElementsOf(authorities);
	}

	@Test
	void authoritiesWhenClaimIsDerivedThenOfTheDerivedOne() {
		TokenVerifier verifier = verifier(Map.of("roles", REALM), authorities("roles=ROLE_"), null);
		assertThat(authorities(verifier, "{\"roles\":[\"admin\"],\"realm\":{\"roles\":[\"user\"]}}"))
			.containsExactly("ROLE_user");
		assertThat(authorities(verifier, "{\"roles\":[\"admin\"]}")).isEmpty();
	}

	/** The default are the scopes of the claims as handlers see them. */
	@Test
	void authoritiesWhenScopeIsDerivedThenDefaultSeesIt() {
		TokenVerifier verifier = verifier(Map.of("scope", new DerivedClaim(List.of("perms"), true, false)), null, null);
		assertThat(authorities(verifier, "{\"scope\":\"admin\",\"perms\":\"read write\"}"))
			.containsExactly("SCOPE_read", "SCOPE_write");
		assertThat(authorities(verifier, "{\"scope\":\"admin\"}")).isEmpty();
		assertThat(authorities(verifier, "{\"scope\":\"admin\",\"scp\":[\"x\"]}")).containsExactly("SCOPE_x");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"sub":"1","user":"jane"}        | jane
			{"user":"jane doe"}              | jane doe
			{"sub":"1"}                      | REFUSED
			{"sub":"1","user":""}            | REFUSED
			{"sub":"1","user":" "}           | REFUSED
			{"sub":"1","user":null}          | REFUSED
			{"sub":"1","user":5}             | REFUSED
			{"sub":"1","user":true}          | REFUSED
			{"sub":"1","user":["jane"]}      | REFUSED
			{"sub":"1","user":{"name":"j"}}  | REFUSED
			{"sub":"1","User":"jane"}        | REFUSED
			""")
	void verifyWhenPrincipalClaimThenNameOrRefused(String claims, String expected) {
		assertNamed(verifier(Map.of(), null, "user"), claims, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"user":"eve","realm":{"roles":"jane"}}    | jane
			{"user":"eve"}                             | REFUSED
			{"user":"eve","realm":{"roles":["jane"]}}  | REFUSED
			""")
	void verifyWhenPrincipalClaimIsDerivedThenItsValueIsTheName(String claims, String expected) {
		assertNamed(verifier(Map.of("user", REALM), null, "user"), claims, expected);
	}

	private static void assertNamed(TokenVerifier verifier, String claims, String expected) {
		String token = KEY.token("ES256", claims);
		for (int i = 0; i < 2; i++) {
			Verification outcome = JwtSpecs.outcome(verifier, token);
			if (expected.equals("REFUSED")) {
				assertThat(outcome).returns(null, Verification::jwt)
					.returns(DenyReason.TOKEN_CLAIMS, Verification::refusal)
					.returns("jwks", Verification::jwks);
				assertThat(verifier.remembered(SentToken.of(token))).isNull();
			}
			else {
				assertThat(new VerifiedJwtConverter().convert(outcome.jwt()).getName()).isEqualTo(expected);
			}
		}
	}

	/** After subject, before time. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"iss":"two","aud":"api","sub":"x","exp":1}  | TOKEN_ISSUER
			{"iss":"one","aud":"web","sub":"x","exp":1}  | TOKEN_AUDIENCE
			{"iss":"one","aud":"api","sub":"x","exp":1}  | TOKEN_CLAIMS
			{"iss":"one","aud":"api","user":"x","exp":1} | TOKEN_EXPIRED
			{"iss":"one","aud":"api","sub":"x"}          | TOKEN_CLAIMS
			""")
	void verifyWhenMoreIsWrongThenReasonInOrder(String claims, DenyReason reason) {
		TokenVerifier verifier = JwtSpecs
			.verifier(JwtSpecs.deriving(Map.of(), null, "user", JwtSpecs.entry("jwks", "one", "api")), SOURCE);
		assertThat(JwtSpecs.outcome(verifier, KEY.token("ES256", claims)).refusal()).isEqualTo(reason);
	}

	/** Claims that are not verified do not refuse a token. */
	@Test
	void verifyWhenKeysAreMissingThenPrincipalClaimRefusesNothing() {
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.deriving(Map.of(), null, "user", JwtSpecs.entry("jwks")),
				TestJwksSource.unavailable("jwks", 7));
		assertThat(verifier.verify(SentToken.of(KEY.token("ES256", "{\"sub\":\"x\"}"))).join().refusal())
			.isEqualTo(DenyReason.KEY_UNAVAILABLE);
		TestSigningKey forger = TestSigningKey.ec("es-1", "secp256r1");
		assertThat(
				JwtSpecs.outcome(verifier(Map.of(), null, "user"), forger.token("ES256", "{\"sub\":\"x\"}")).refusal())
			.isEqualTo(DenyReason.TOKEN_SIGNATURE);
	}

	/**
	 * The names are refused in the configuration; even past it verification would read
	 * the token's own claims.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "iss", "aud", "sub", "exp", "nbf", "iat", "cnf" })
	void verifyWhenDerivedClaimsShadowThenVerificationReadsTheTokensOwn(String name) {
		Map<String, DerivedClaim> shadow = Map.of(name, new DerivedClaim(List.of("x", name), false, false));
		TokenVerifier verifier = JwtSpecs
			.verifier(JwtSpecs.deriving(shadow, null, null, JwtSpecs.entry("jwks", "one", "api")), SOURCE);
		String good = "\"iss\":\"one\",\"aud\":\"api\",\"exp\":4102444800";
		String nested = "\"x\":{\"iss\":\"two\",\"aud\":\"web\",\"sub\":1,\"exp\":1,\"nbf\":4102444800,\"iat\":\"x\",\"cnf\":{}}";
		assertThat(refusal(verifier, "{" + good + "," + nested + "}")).isNull();
		String bad = "\"iss\":\"two\",\"aud\":\"web\",\"exp\":1,\"cnf\":{}";
		assertThat(refusal(verifier,
				"{" + bad + ",\"x\":{" + good + ",\"nbf\":1,\"iat\":1,\"sub\":\"jane\",\"cnf\":null}}"))
			.isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(refusal(verifier, "{" + bad.replace("\"cnf\"", "\"c\"") + ",\"x\":{" + good + "}}"))
			.isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(refusal(verifier, "{\"iss\":\"one\",\"aud\":\"api\",\"exp\":1,\"x\":{" + good + "}}"))
			.isEqualTo(DenyReason.TOKEN_EXPIRED);
	}

	@Test
	void verifyWhenRememberedThenDerivedOnce() {
		TokenVerifier verifier = verifier(Map.of("roles", REALM, "list", new DerivedClaim(List.of("s"), true, false)),
				authorities("roles=ROLE_"), null);
		String token = KEY.token("ES256", "{\"realm\":{\"roles\":[\"a\"]},\"s\":\"x y\"}");
		Jwt first = JwtSpecs.outcome(verifier, token).jwt();
		Jwt second = JwtSpecs.outcome(verifier, token).jwt();
		assertThat(second).isSameAs(first);
		assertThat(second.getClaims().get("list")).isSameAs(first.getClaims().get("list")).isEqualTo(List.of("x", "y"));
		assertThat(authority(second)).isSameAs(authority(first));
	}

	private static GrantedAuthority authority(Jwt jwt) {
		return new VerifiedJwtConverter().convert(jwt).getAuthorities().iterator().next();
	}

	@Test
	void verifyWhenSignatureIsOfAnotherTokenThenNotItsClaims() {
		TokenVerifier verifier = verifier(Map.of("roles", REALM), null, null);
		String good = KEY.token("ES256", "{\"sub\":\"a\",\"realm\":{\"roles\":[\"admin\"]}}");
		String other = KEY.token("ES256", "{\"sub\":\"b\",\"realm\":{\"roles\":[\"user\"]}}");
		assertThat(JwtSpecs.outcome(verifier, good).jwt().getClaimAsStringList("roles")).containsExactly("admin");
		String mixed = other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.'));
		assertThat(JwtSpecs.outcome(verifier, mixed).refusal()).isEqualTo(DenyReason.TOKEN_SIGNATURE);
		assertThat(JwtSpecs.outcome(verifier, other).jwt().getClaimAsStringList("roles")).containsExactly("user");
	}

	@Test
	void verifyWhenDerivedValuesAreManyThenFewerTokensAreRemembered() {
		String words = IntStream.range(0, 1000).mapToObj((i) -> "w" + i).collect(Collectors.joining(" "));
		assertThat(remembered(Map.of(), null, words)).isGreaterThan(7);
		assertThat(remembered(Map.of("d", new DerivedClaim(List.of("s"), true, false)), null, words)).isEqualTo(2);
		assertThat(remembered(Map.of(), authorities("scope=A_"), words)).isEqualTo(2);
	}

	private static long remembered(Map<String, DerivedClaim> claims, List<AuthorityClaim> authorities, String words) {
		TokenVerifier verifier = verifier(claims, authorities, null);
		for (int i = 0; i < 15; i++) {
			String payload = "{\"i\":%d,\"s\":\"%s\",\"scope\":\"%2$s\"}".formatted(i, words);
			assertThat(JwtSpecs.outcome(verifier, KEY.token("ES256", payload)).jwt()).isNotNull();
		}
		return verifier.cache().size();
	}

	@Test
	void convertWhenSerializedThenSameNameAndAuthorities() throws IOException, ClassNotFoundException {
		TokenVerifier verifier = verifier(Map.of("roles", REALM), authorities("roles=ROLE_"), "user");
		String claims = "{\"user\":\"jane\",\"scope\":\"admin\",\"realm\":{\"roles\":[\"a\"]}}";
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		String token = KEY.token("ES256", claims);
		Jwt jwt = verifier.verify(SentToken.bearer(token)).join().jwt();
		new ObjectOutputStream(bytes).writeObject(jwt);
		Jwt copy = (Jwt) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
		assertThat(copy).isEqualTo(jwt).hasSameHashCodeAs(jwt);
		assertThat(copy.getTokenValue()).isEqualTo(token);
		AbstractAuthenticationToken authentication = new VerifiedJwtConverter().convert(copy);
		assertThat(authentication.getName()).isEqualTo("jane");
		assertThat(names(authentication)).containsExactly("ROLE_a");
	}

	@Test
	void equalsWhenOtherTokenHasTheSameTimesThenNot() {
		TokenVerifier verifier = verifier(Map.of(), null, null);
		String token = KEY.token("ES256", "{\"sub\":\"a\",\"exp\":4102444800}");
		Jwt jwt = JwtSpecs.outcome(verifier, token).jwt();
		Jwt other = JwtSpecs.outcome(verifier, KEY.token("ES256", "{\"sub\":\"b\",\"exp\":4102444800}")).jwt();
		assertThat(jwt).isNotEqualTo(other);
		Jwt sent = verifier.verify(SentToken.bearer(token)).join().jwt();
		assertThat(sent).isNotSameAs(jwt).isEqualTo(jwt).hasSameHashCodeAs(jwt);
	}

	private static DenyReason refusal(TokenVerifier verifier, String claims) {
		return JwtSpecs.outcome(verifier, KEY.token("ES256", claims)).refusal();
	}

	private static List<String> authorities(TokenVerifier verifier, String claims) {
		return names(new VerifiedJwtConverter().convert(JwtSpecs.outcome(verifier, KEY.token("ES256", claims)).jwt()));
	}

	/** All but the factor that each request has. */
	private static List<String> names(AbstractAuthenticationToken authentication) {
		return authentication.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((name) -> !name.equals("FACTOR_BEARER"))
			.toList();
	}

	private static List<AuthorityClaim> authorities(String... rules) {
		return Arrays.stream(rules)
			.map((rule) -> rule.split("=", 2))
			.map((rule) -> new AuthorityClaim(rule[0], rule[1]))
			.toList();
	}

	private static TokenVerifier verifier(Map<String, DerivedClaim> claims, List<AuthorityClaim> authorities,
			String principalClaim) {
		return JwtSpecs.verifier(JwtSpecs.deriving(claims, authorities, principalClaim, JwtSpecs.entry("jwks")),
				SOURCE);
	}

}
