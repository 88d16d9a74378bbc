package io.microgate.jwt;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.microgate.decision.DenyReason;
import io.microgate.jose.CompactJws;
import io.microgate.jose.JoseHeader;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jwks.JwksSource.WaitOutcome;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.MutableClock;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TokenCache}: what is remembered, and for whom.
 */
class TokenCacheTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestSigningKey RSA = TestSigningKey.rsa("rs-1");

	private static final String GOOD = "{\"iss\":\"one\",\"sub\":\"jane\"}";

	private final TestJwksSource source = TestJwksSource.with(KEY, RSA);

	private final TokenVerifier verifier = remembering(100);

	private TokenVerifier remembering(int maximumSize) {
		return JwtSpecs.verifier(JwtSpecs.remembering(maximumSize, JwtSpecs.entry("jwks")), new MutableClock(),
				this.source);
	}

	@Test
	void verifyWhenSeenBeforeThenRemembered() {
		String token = KEY.token("ES256", GOOD);
		assertThat(this.verifier.remembered(SentToken.of(token))).isNull();
		Verification first = JwtSpecs.outcome(this.verifier, token);
		assertThat(this.verifier.remembered(SentToken.of(token))).isSameAs(first);
		assertThat(this.verifier.remembered(SentToken.of(new String(token)))).isSameAs(first);
		assertCounts(this.verifier, 2, 1, 1);
	}

	/** Else a client could fill the cache with one token. */
	@Test
	void verifyWhenTokenIsWrittenInManyWaysThenRememberedTwiceAtMost() {
		String token = KEY.token("ES256", GOOD);
		TokenExtractor extractor = TokenExtractor.compile(JwtSpecs.spec(JwtSpecs.entry("jwks")));
		for (String scheme : List.of("Bearer ", "Bearer  ", "bearer ", "BEARER ", "BeaReR   ", "dpop ", "DPoP ")) {
			SentToken sent = extractor.extract(TestRequest.get().header("Authorization", scheme + token)).token();
			Verification known = this.verifier.remembered(sent);
			Verification outcome = (known != null) ? known : this.verifier.verify(sent).join();
			assertThat(outcome.jwt().getTokenValue()).as(scheme).isEqualTo(token);
		}
		assertCounts(this.verifier, 5, 2, 2);
	}

	@Test
	void verifyWhenWaitedForKeysThenRemembered() {
		String token = KEY.token("ES256", GOOD);
		KeySet keys = this.source.keys();
		this.source.keys(null);
		CompletableFuture<WaitOutcome> attempt = this.source.openFirstAttempt();
		CompletableFuture<Verification> first = this.verifier.verify(SentToken.of(token));
		this.source.keys(keys);
		attempt.complete(WaitOutcome.ENDED);
		assertThat(this.verifier.remembered(SentToken.of(token))).isSameAs(first.join());
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a.b.c", "..", "" })
	void verifyWhenMalformedThenNotRemembered(String token) {
		assertNotRemembered(token, DenyReason.TOKEN_MALFORMED);
	}

	@Test
	void verifyWhenRefusedThenNotRemembered() {
		assertNotRemembered(KEY.token("ES256", "{\"exp\":1}"), DenyReason.TOKEN_EXPIRED);
		assertNotRemembered(KEY.token("ES256", "{\"nbf\":4102444800}"), DenyReason.TOKEN_NOT_YET_VALID);
		assertNotRemembered(TestSigningKey.ec("es-1", "secp256r1").token("ES256", GOOD), DenyReason.TOKEN_SIGNATURE);
		assertNotRemembered(TestSigningKey.ec("es-2", "secp256r1").token("ES256", GOOD), DenyReason.KEY_UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void verifyWhenGoodThenItsHeaderIsKeptForOthers(int maximumSize) {
		TokenVerifier verifier = remembering(maximumSize);
		Jwt first = JwtSpecs.outcome(verifier, KEY.token("ES256", GOOD)).jwt();
		Jwt second = JwtSpecs.outcome(verifier, KEY.token("ES256", "{\"sub\":\"bob\"}")).jwt();
		assertThat(second.getSubject()).isEqualTo("bob");
		assertThat(second.getHeaders()).isSameAs(first.getHeaders());
		assertUnmodifiable(second);
		Jwt other = JwtSpecs.outcome(verifier, RSA.token("RS256", GOOD)).jwt();
		assertThat(other.getHeaders()).containsEntry("alg", "RS256").containsEntry("kid", "rs-1");
		TestSigningKey forger = TestSigningKey.ec("es-1", "secp256r1");
		assertThat(JwtSpecs.outcome(verifier, forger.token("ES256", GOOD)).refusal())
			.isEqualTo(DenyReason.TOKEN_SIGNATURE);
	}

	/** Else a client could push out the headers of others. */
	@Test
	void verifyWhenRefusedThenItsHeaderIsNotKept() throws MalformedJoseException {
		for (TestSigningKey key : List.of(TestSigningKey.ec("es-1", "secp256r1"),
				TestSigningKey.ec("es-2", "secp256r1"))) {
			String token = key.token("ES256", GOOD);
			assertThat(JwtSpecs.outcome(this.verifier, token).jwt()).isNull();
			TokenTrace trace = new TokenTrace(Instant.EPOCH, true);
			assertThat(this.verifier.verify(SentToken.of(token), trace).join().jwt()).isNotNull();
			assertThat(header(token)).isNotSameAs(header(token));
		}
		String token = KEY.token("ES256", GOOD);
		assertThat(JwtSpecs.outcome(this.verifier, token).jwt()).isNotNull();
		assertThat(header(token)).isSameAs(header(token));
	}

	private JoseHeader header(String token) throws MalformedJoseException {
		return CompactJws.parse(token, this.verifier.cache().knownHeaders()).header();
	}

	private void assertNotRemembered(String token, DenyReason reason) {
		long misses = this.verifier.cache().misses();
		for (int i = 0; i < 2; i++) {
			assertThat(JwtSpecs.outcome(this.verifier, token)).returns(null, Verification::jwt)
				.returns(reason, Verification::refusal);
			assertThat(this.verifier.remembered(SentToken.of(token))).isNull();
		}
		assertCounts(this.verifier, 0, misses + 2, 0);
	}

	@Test
	void verifyWhenKeyIsUnknownThenComesThenVerified() {
		TestSigningKey next = TestSigningKey.ec("es-2", "secp256r1");
		String token = next.token("ES256", GOOD);
		assertThat(JwtSpecs.outcome(this.verifier, token).refusal()).isEqualTo(DenyReason.KEY_UNKNOWN);
		this.source.keys(TestSigningKey.keySet(KEY.jwk(), next.jwk()));
		assertThat(JwtSpecs.outcome(this.verifier, token).jwt()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "ES256", "RS256" })
	void verifyWhenSameContentWithOtherSignatureThenNotRemembered(String algorithm) {
		TestSigningKey key = algorithm.equals("ES256") ? KEY : RSA;
		String token = key.token(algorithm, GOOD);
		JwtSpecs.outcome(this.verifier, token);
		String content = token.substring(0, token.lastIndexOf('.') + 1);
		String signature = token.substring(content.length());
		char first = (signature.charAt(0) == 'A') ? 'B' : 'A';
		for (String changed : List.of(first + signature.substring(1), "", signature.substring(4), signature + "AAAA")) {
			assertThat(this.verifier.remembered(SentToken.of(content + changed))).isNull();
			assertThat(JwtSpecs.outcome(this.verifier, content + changed).jwt()).isNull();
		}
		assertCounts(this.verifier, 0, 5, 1);
	}

	@Test
	void verifyWhenSameContentIsSignedAgainThenAnotherToken() {
		String token = KEY.token("ES256", GOOD);
		String again = KEY.token("ES256", GOOD);
		assertThat(again).isNotEqualTo(token);
		assertThat(JwtSpecs.outcome(this.verifier, token).jwt().getTokenValue()).isEqualTo(token);
		assertThat(JwtSpecs.outcome(this.verifier, again).jwt().getTokenValue()).isEqualTo(again);
		assertCounts(this.verifier, 0, 2, 2);
	}

	@Test
	void verifyWhenRememberedForOneJwtThenNotForAnother() {
		String token = KEY.token("ES256", GOOD);
		TokenVerifier other = JwtSpecs.verifier(JwtSpecs.remembering(100, JwtSpecs.entry("jwks", "two")), this.source);
		TokenVerifier same = JwtSpecs.verifier(JwtSpecs.remembering(100, JwtSpecs.entry("jwks")), this.source);
		JwtSpecs.outcome(this.verifier, token);
		assertThat(other.remembered(SentToken.of(token))).isNull();
		assertThat(JwtSpecs.outcome(other, token).refusal()).isEqualTo(DenyReason.TOKEN_ISSUER);
		assertThat(same.remembered(SentToken.of(token))).isNull();
		assertCounts(other, 0, 1, 0);
	}

	@Test
	void verifyWhenAlgorithmIsRefusedByAnotherJwtThenRefusedThere() {
		String token = KEY.token("ES256", GOOD);
		TokenVerifier strict = JwtSpecs.verifier(JwtSpecs.extended(List.of("RS256"), null, "8KB"), this.source);
		JwtSpecs.outcome(this.verifier, token);
		assertThat(JwtSpecs.outcome(strict, token).refusal()).isEqualTo(DenyReason.TOKEN_ALGORITHM);
	}

	@Test
	void verifyWhenMaximumIsZeroThenNothingIsRemembered() {
		TokenVerifier forgetful = remembering(0);
		String token = KEY.token("ES256", GOOD);
		Jwt first = JwtSpecs.outcome(forgetful, token).jwt();
		assertThat(forgetful.remembered(SentToken.of(token))).isNull();
		assertThat(JwtSpecs.outcome(forgetful, token).jwt()).isNotSameAs(first).isEqualTo(first);
		assertCounts(forgetful, 0, 0, 0);
	}

	@Test
	void verifyWhenMaximumIsReachedThenNoMoreAreRememberedAndAllAreVerified() {
		TokenVerifier verifier = remembering(10);
		List<String> tokens = IntStream.range(0, 40).mapToObj((i) -> RSA.token("RS256", GOOD + " ".repeat(i))).toList();
		for (int round = 0; round < 2; round++) {
			assertThat(tokens).allSatisfy((token) -> assertThat(JwtSpecs.outcome(verifier, token).jwt()).isNotNull());
			assertThat(verifier.cache().size()).isPositive().isLessThanOrEqualTo(10);
		}
		assertThat(verifier.cache().hits() + verifier.cache().misses()).isEqualTo(80);
	}

	@Test
	void verifyWhenTokensAreLargeThenFewerAreRemembered() {
		TokenVerifier verifier = remembering(40);
		for (int i = 0; i < 10; i++) {
			String payload = "{\"i\":" + i + ",\"a\":\"" + "x".repeat(45_000) + "\"}";
			assertThat(JwtSpecs.outcome(verifier, KEY.token("ES256", payload)).jwt()).isNotNull();
		}
		assertThat(verifier.cache().size()).isEqualTo(2);
	}

	@Test
	void verifyWhenTokensHaveManyValuesThenFewerAreRemembered() {
		TokenVerifier verifier = remembering(40);
		for (int i = 0; i < 10; i++) {
			String payload = "{\"i\":" + i + ",\"a\":[" + "{\"b\":[]},".repeat(500) + "{}]}";
			assertThat(JwtSpecs.outcome(verifier, KEY.token("ES256", payload)).jwt()).isNotNull();
		}
		assertThat(verifier.cache().size()).isEqualTo(2);
	}

	@Test
	void verifyWhenTokenIsLargerThanTheMaximumThenVerifiedEachTime() {
		TokenVerifier verifier = remembering(1);
		String token = KEY.token("ES256", "{\"a\":\"" + "x".repeat(5000) + "\"}");
		assertThat(JwtSpecs.outcome(verifier, token).jwt()).isNotNull();
		assertThat(JwtSpecs.outcome(verifier, token).jwt()).isNotNull();
		assertCounts(verifier, 0, 2, 0);
	}

	@Test
	void verifyWhenRememberedThenItCannotBeChanged() {
		String token = KEY.token("ES256", "{\"alg\":\"ES256\",\"kid\":\"es-1\",\"x\":{\"y\":[1]}}",
				"{\"aud\":\"api\",\"exp\":4102444800,\"list\":[{\"a\":[1,{}]},[]],\"map\":{\"b\":{\"c\":[]}},\"n\":null}");
		assertUnmodifiable(JwtSpecs.outcome(this.verifier, token).jwt());
		Jwt jwt = this.verifier.remembered(SentToken.of(token)).jwt();
		assertUnmodifiable(jwt);
		jwt.getAudience().add("admin");
		jwt.getClaimAsStringList("list").add("admin");
		assertThat(jwt.getAudience()).containsExactly("api");
		assertThat(jwt.getClaimAsStringList("list")).hasSize(2);
		assertThat(jwt.getClaims()).containsOnlyKeys("aud", "exp", "list", "map", "n");
	}

	@Test
	void authoritiesWhenRememberedThenSharedButTheFactorIsOfTheRequest() {
		String token = KEY.token("ES256", "{\"sub\":\"jane\",\"scope\":\"read write\"}");
		VerifiedJwtConverter converter = new VerifiedJwtConverter();
		AbstractAuthenticationToken first = converter.convert(JwtSpecs.outcome(this.verifier, token).jwt());
		AbstractAuthenticationToken second = converter.convert(JwtSpecs.outcome(this.verifier, token).jwt());
		first.setDetails("details");
		first.setAuthenticated(false);
		assertThat(second.getDetails()).isNull();
		assertThat(second.isAuthenticated()).isTrue();
		assertThat(second.getName()).isEqualTo("jane");
		assertThat(second.getPrincipal()).isSameAs(first.getPrincipal()).isInstanceOf(Jwt.class);
		assertThat(second.getAuthorities()).extracting(GrantedAuthority::getAuthority)
			.containsExactlyInAnyOrder("FACTOR_BEARER", "SCOPE_read", "SCOPE_write");
		for (GrantedAuthority authority : second.getAuthorities()) {
			boolean shared = first.getAuthorities().stream().anyMatch((other) -> other == authority);
			assertThat(shared).isEqualTo(!(authority instanceof FactorGrantedAuthority));
		}
		assertUnmodifiable(first.getAuthorities());
	}

	private static void assertUnmodifiable(Jwt jwt) {
		assertUnmodifiable(jwt.getHeaders());
		assertUnmodifiable(jwt.getClaims());
	}

	@SuppressWarnings("unchecked")
	private static void assertUnmodifiable(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> members = (Map<String, Object>) map;
			assertRefused(() -> members.put("roles", "admin"));
			if (!members.isEmpty()) {
				assertRefused(() -> members.entrySet().iterator().next().setValue("admin"));
				assertRefused(() -> members.remove(members.keySet().iterator().next()));
			}
			members.values().forEach(TokenCacheTests::assertUnmodifiable);
		}
		else if (value instanceof Collection<?> collection) {
			assertThat(value).isNotInstanceOf(Set.class);
			assertRefused(() -> ((Collection<Object>) collection).add("admin"));
			collection.forEach(TokenCacheTests::assertUnmodifiable);
		}
	}

	private static void assertRefused(Runnable change) {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
	}

	private static void assertCounts(TokenVerifier verifier, long hits, long misses, long size) {
		assertThat(List.of(verifier.cache().hits(), verifier.cache().misses(), verifier.cache().size()))
			.containsExactly(hits, misses, size);
	}

}
