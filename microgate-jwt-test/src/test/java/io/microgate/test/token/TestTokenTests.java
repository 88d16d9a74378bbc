package io.microgate.test.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource;
import io.microgate.jwt.JwtResources;
import io.microgate.jwt.TokenVerifier;
import io.microgate.jwt.Verification;
import io.microgate.jwt.WaitingRequests;
import io.microgate.request.SentToken;
import io.microgate.secret.Secrets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TestToken}, without an application. The verifier is the real one.
 */
class TestTokenTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final TestKeys keys = new TestKeys();

	private final AtomicReference<MicrogateProperties> properties = new AtomicReference<>();

	private final TestTokens tokens = new TestTokens(this.properties::get, this.keys, () -> NOW);

	@Test
	void valueWhenNothingAskedForThenAccepted() throws Exception {
		TestToken token = token("issuer: 'https://idp.example', audiences: [shop, store]", "");
		assertThat(verify(token).refusal()).isNull();
		assertThat(claims(token)).containsEntry("iss", "https://idp.example")
			.containsEntry("aud", "shop")
			.containsEntry("sub", "user")
			.containsEntry("iat", NOW.getEpochSecond())
			.containsEntry("exp", NOW.plus(Duration.ofHours(1)).getEpochSecond())
			.hasSize(5);
	}

	@Test
	void claimWhenSetThenInToken() throws Exception {
		TestToken token = token("", "").claims(Map.of("roles", Set.of("admin"), "level", 3))
			.claim("since", NOW)
			.claim("address", Map.of("city", "Zürich"))
			.claim("flags", new boolean[] { true })
			.claim("level", null);
		assertThat(claims(token)).containsEntry("roles", List.of("admin"))
			.containsEntry("since", NOW.getEpochSecond())
			.containsEntry("address", Map.of("city", "Zürich"))
			.containsEntry("flags", List.of(true))
			.doesNotContainKey("level");
	}

	@Test
	void claimWhenJsonHasNoSuchValueThenRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> token("", "").claim("c", new StringBuilder("secret")))
			.withMessageContaining("java.lang.StringBuilder")
			.withMessageNotContaining("secret");
	}

	@Test
	void claimWhenDerivedThenWrittenWhereItIsDerivedFrom() throws Exception {
		TestToken token = token("", """
				extensions:
				  claims:
				    roles: {path: [realm_access, roles]}
				    groups: {path: [realm_access, groups], split: true}
				    teams: {path: [teams], keys: true}
				    scopes: {path: [scope], split: true}
				""").claim("realm_access", Map.of("kept", true))
			.claim("roles", List.of("admin"))
			.claim("groups", List.of("a", "b"))
			.claim("teams", List.of("x", "y"))
			.claim("scopes", "read write");
		assertThat(claims(token))
			.containsEntry("realm_access", Map.of("kept", true, "roles", List.of("admin"), "groups", "a b"))
			.containsEntry("teams", Map.of("x", Map.of(), "y", Map.of()))
			.containsEntry("scope", "read write");
		assertThat(verify(token).jwt().getClaims()).containsEntry("roles", List.of("admin"))
			.containsEntry("groups", List.of("a", "b"))
			.containsEntry("scopes", List.of("read", "write"))
			.hasEntrySatisfying("teams", (teams) -> assertThat(teams).asInstanceOf(InstanceOfAssertFactories.LIST)
				.containsExactlyInAnyOrder("x", "y"));
		assertThat(claims(token.withoutClaim("roles"))).containsEntry("realm_access",
				Map.of("kept", true, "groups", "a b"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "NaN", "Infinity", "-Infinity" })
	void claimWhenNumberIsNotFiniteThenRefusedWithPlainMessage(String number) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> token("", "").claim("c", List.of(Double.parseDouble(number))))
			.withMessage("A claim cannot be %s, which is no number of JSON.".formatted(number));
		assertThatIllegalArgumentException().isThrownBy(() -> token("", "").claim("c", Float.parseFloat(number)))
			.withMessage("A claim cannot be %s, which is no number of JSON.".formatted(number));
	}

	@Test
	void claimWhenDerivedAndArrayThenAsList() throws Exception {
		TestToken token = token("", """
				extensions:
				  claims:
				    groups: {path: [realm, groups], split: true}
				    levels: {path: [levels], keys: true}
				    roles: {path: [realm, roles]}
				""").claim("groups", new String[] { "a", "b" })
			.claim("levels", new int[] { 1, 2 })
			.claim("roles", new String[] { "admin" });
		assertThat(claims(token)).containsEntry("realm", Map.of("groups", "a b", "roles", List.of("admin")))
			.containsEntry("levels", Map.of("1", Map.of(), "2", Map.of()));
		assertThat(verify(token).jwt().getClaims()).containsEntry("groups", List.of("a", "b"))
			.containsEntry("roles", List.of("admin"));
	}

	@Test
	void claimWhenOneHoldsTheOtherThenMergedInAnyOrder() throws Exception {
		TestToken token = token("", "extensions: {claims: {deep: {path: [roles, x]}}}");
		Map<String, Object> merged = Map.of("kept", true, "x", "b");
		assertThat(claims(token.claim("roles", Map.of("kept", true)).claim("deep", "b"))).containsEntry("roles",
				merged);
		assertThat(claims(token.claim("deep", "b").claim("roles", Map.of("kept", true)))).containsEntry("roles",
				merged);
		assertThat(claims(token.claim("deep", "b").claim("roles", merged))).containsEntry("roles", merged);
	}

	@Test
	void claimWhenOneWouldReplaceTheOtherThenFailsInAnyOrder() {
		TestToken token = token("", "extensions: {principalClaim: deep, claims: {deep: {path: [roles, x]}}}");
		for (TestToken contradictory : List.of(token.claim("roles", "a").claim("deep", "b"),
				token.claim("deep", "b").claim("roles", "a"), token.claim("deep", "b").claim("roles", Map.of("x", "a")),
				token.claim("roles", "a"))) {
			assertThatIllegalStateException().isThrownBy(contradictory::value)
				.withMessage("Claim 'deep' is written at 'roles.x', where another claim of the token has another value."
						+ " Set one of them only.");
		}
		assertThat(verify(token.claim("roles", "a").withoutClaim("deep")).refusal()).isNotNull();
	}

	@Test
	void valueWhenNoExampleIsKnownThenAsksForClaim() throws Exception {
		assertThat(verify(token("subject: {matcher: {regex: '(?i)^😀$'}}", "")).refusal()).isNull();
		TestToken unknown = token("subject: {matcher: {regex: '(?i)^\\x{1F600}$'}}", "");
		assertThatIllegalStateException().isThrownBy(unknown::value)
			.withMessageContaining("claim 'sub'")
			.withMessageContaining("(?i)^\\x{1F600}$")
			.withMessageContaining("claim(\"sub\", ...)");
		assertThat(verify(unknown.claim("sub", "😀")).refusal()).isNull();
		assertThat(verify(unknown.withoutClaim("sub")).refusal()).isEqualTo(DenyReason.TOKEN_SUBJECT);
	}

	@Test
	void claimWhenPartOfIssuerThenIssuerFollows() throws Exception {
		TestToken token = token("extensions: {issuerTemplate: 'https://{tid}.example/{tid}/v2'}", "").claim("tid",
				"t-7");
		assertThat(claims(token)).containsEntry("iss", "https://t-7.example/t-7/v2");
		assertThat(verify(token).refusal()).isNull();
		assertThat(verify(token.claim("iss", "https://t-8.example/t-7/v2")).refusal())
			.isEqualTo(DenyReason.TOKEN_ISSUER);
	}

	@Test
	void timesWhenSetThenOthersFit() throws Exception {
		TestToken token = token("", "maxLifetime: 24h");
		Duration day = Duration.ofDays(1);
		assertThat(verify(token.issuedAt(NOW.minus(Duration.ofHours(23)))).refusal()).isNull();
		assertThat(verify(token.notBefore(NOW.minus(Duration.ofHours(23)))).refusal()).isNull();
		assertThat(verify(token.expiresAt(NOW.plusSeconds(1))).refusal()).isNull();
		assertThat(verify(token.expiresAt(NOW.minus(day))).refusal()).isEqualTo(DenyReason.TOKEN_EXPIRED);
		assertThat(verify(token.issuedAt(NOW.minus(day)).expiresAt(NOW.plusSeconds(1))).refusal())
			.isEqualTo(DenyReason.TOKEN_LIFETIME);
		assertThat(verify(token.expiresAt(NOW.plus(Duration.ofDays(2)))).refusal())
			.isEqualTo(DenyReason.TOKEN_LIFETIME);
		assertThat(verify(token.notBefore(NOW.plus(day))).refusal()).isEqualTo(DenyReason.TOKEN_NOT_YET_VALID);
		assertThat(verify(token.expiresAt(NOW).expired()).refusal()).isEqualTo(DenyReason.TOKEN_EXPIRED);
		assertThat(verify(token.expired().expiresAt(NOW)).refusal()).isNull();
	}

	@Test
	void headerWhenSetThenInToken() {
		TestToken token = token("", "extensions: {types: [at+jwt], algorithms: [RS256, ES384]}");
		assertThat(verify(token).refusal()).isNull();
		assertThat(verify(token.header("typ", null)).refusal()).isEqualTo(DenyReason.TOKEN_TYPE);
		assertThat(verify(token.header("typ", "JWT")).refusal()).isEqualTo(DenyReason.TOKEN_TYPE);
		assertThat(verify(token.header("kid", null)).refusal()).isNull();
		assertThat(verify(token.header("kid", "other")).refusal()).isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(verify(token.algorithm("RS256")).refusal()).isNull();
		assertThat(verify(token.algorithm("ES256")).refusal()).isEqualTo(DenyReason.TOKEN_ALGORITHM);
		assertThat(verify(token.algorithm("HS256")).refusal()).isEqualTo(DenyReason.TOKEN_ALGORITHM);
		assertThat(verify(token.algorithm("none")).refusal()).isEqualTo(DenyReason.TOKEN_ALGORITHM);
		assertThat(verify(token.algorithm("RS256").signedByStranger()).refusal()).isEqualTo(DenyReason.TOKEN_SIGNATURE);
	}

	@Test
	void valueWhenFastAlgorithmIsAcceptedThenNoSlowKeyIsGenerated() {
		verify(token("", ""));
		assertThat(this.keys.keySet("idp").generated()).hasSize(1);
	}

	@Test
	void forJwtWhenConfigurationIsReplacedThenTokenFollows() throws Exception {
		TestToken token = token("issuer: 'https://first.example'", "");
		read("issuer: 'https://second.example'", "");
		assertThat(claims(token)).containsEntry("iss", "https://second.example");
	}

	@Test
	void forJwtWhenUnknownThenSaysWhatThereIs() {
		read("", "");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokens.forJwt("store"))
			.withMessage("There is no JWT 'store', only [shop]");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tokens.forJwt("shop", 1))
			.withMessage("JWT 'shop' has no entry 1: the entries of 'requireAny' are 0 to 0");
	}

	@Test
	void toStringWhenClaimsThenWithoutValues() {
		TestToken token = token("", "").claim("secret", "s3cr3t");
		assertThat(token).hasToString("TestToken[jwt=shop, entry=0, claims=[secret]]");
	}

	@Test
	void keysWhenOfAnotherJwksThenDiffer() throws Exception {
		assertThat(keyId("idp")).isEqualTo(keyId("idp")).isNotEqualTo(keyId("other"));
	}

	private String keyId(String jwks) throws Exception {
		return JWSObject.parse(this.keys.sign(jwks, Map.of("alg", "ES256"), Map.of("sub", "alice"), false))
			.getHeader()
			.getKeyID();
	}

	private TestToken token(String entry, String jwt) {
		read(entry, jwt);
		return this.tokens.forJwt("shop");
	}

	private void read(String entry, String jwt) {
		String yaml = """
				microgate:
				  jwks: {idp: {provider: {remote: {uri: 'https://idp.example/jwks'}}}}
				  jwts:
				    shop:
				      requireAny: [{jwksRef: {name: idp}%s}]
				      expirationRequired: true
				""".formatted(entry.isEmpty() ? "" : ", " + entry) + jwt.indent(6);
		try {
			StandardEnvironment environment = new StandardEnvironment();
			new YamlPropertySourceLoader().load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(environment.getPropertySources()::addFirst);
			this.properties.set(CheckedConfiguration.read(environment, List.of()).properties());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Verification verify(TestToken token) {
		MicrogateProperties current = this.properties.get();
		JwksSource source = this.keys.compile("idp", current.jwks().get("idp"),
				new Secrets(Map.of(), new DefaultResourceLoader()));
		return TokenVerifier
			.compile(current.jwts().get("shop"),
					JwtResources.of((name) -> source, Clock.fixed(NOW, ZoneOffset.UTC), WaitingRequests.unlimited()))
			.verify(SentToken.of(token.value()))
			.join();
	}

	private static Map<String, Object> claims(TestToken token) throws ParseException {
		String payload = token.value().split("\\.")[1];
		return JSONObjectUtils.parse(new Base64URL(payload).decodeToString());
	}

}
