package io.microgate.jwt;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.microgate.constraint.Ref;
import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.TestSigningKey;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenVerification}: which tokens an event loop may verify.
 */
class TokenVerificationTests {

	private static final TestSigningKey RSA = TestSigningKey.rsa("rsa");

	private static final TestSigningKey OTHER = TestSigningKey.rsa("other");

	private static final TestSigningKey EC = TestSigningKey.ec("ec", "secp256r1");

	private static final String CLAIMS = "{\"iss\":\"one\",\"sub\":\"alice\"}";

	private long now;

	private long cost = MeasuredSignatures.QUICK;

	private TokenVerifier verifier(JwtSpec spec, JwksSource... sources) {
		Map<String, JwksSource> byName = Arrays.stream(sources)
			.collect(Collectors.toMap(JwksSource::name, Function.identity()));
		return TokenVerifier.compile(spec, JwtResources.of(byName::get, Clock.systemUTC(), WaitingRequests.unlimited()),
				() -> this.now += this.cost);
	}

	private TokenVerifier verifier() {
		return verifier(JwtSpecs.remembering(0, JwtSpecs.entry("jwks")), TestJwksSource.with(RSA, OTHER, EC));
	}

	private static void verify(TokenVerifier verifier, int times, String token) {
		for (int i = 0; i < times; i++) {
			verifier.verify(SentToken.of(token)).join();
		}
	}

	private static String token() {
		return RSA.token("RS256", CLAIMS);
	}

	@Test
	void isQuickWhenFewSignaturesAreMeasuredThenNot() {
		TokenVerifier verifier = verifier();
		verify(verifier, MeasuredSignatures.WINDOW - 1, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
		verify(verifier, 1, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isTrue();
		assertThat(verifier.prepare(SentToken.of(OTHER.token("RS256", CLAIMS))).isQuick()).isTrue();
	}

	@Test
	void isQuickWhenOtherAlgorithmIsMeasuredThenNot() {
		TokenVerifier verifier = verifier();
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(RSA.token("RS512", CLAIMS))).isQuick()).isFalse();
		assertThat(verifier.prepare(SentToken.of(EC.token("ES256", CLAIMS))).isQuick()).isFalse();
	}

	@Test
	void isQuickWhenSignaturesTakeLongerThenNot() {
		TokenVerifier verifier = verifier();
		this.cost++;
		verify(verifier, 2 * MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
	}

	@Test
	void isQuickWhenCostChangesThenTheLastWindowCounts() {
		TokenVerifier verifier = verifier();
		verify(verifier, MeasuredSignatures.WINDOW, token());
		this.cost++;
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
	}

	/** Such as one of a wrong length, which costs nothing. */
	@Test
	void isQuickWhenSignaturesAreBadThenTheyDoNotCount() {
		TokenVerifier verifier = verifier();
		String token = token();
		verify(verifier, 2 * MeasuredSignatures.WINDOW, token.substring(0, token.lastIndexOf('.') + 1) + "AAAA");
		verify(verifier, 2 * MeasuredSignatures.WINDOW, TestSigningKey.rsa("rsa").token("RS256", CLAIMS));
		assertThat(verifier.prepare(SentToken.of(token)).isQuick()).isFalse();
	}

	@Test
	void isQuickWhenSizeOfTheKeyDiffersThenNot() {
		TestSigningKey large = TestSigningKey.rsa("large", 3072);
		TokenVerifier verifier = verifier(JwtSpecs.remembering(0, JwtSpecs.entry("jwks")),
				TestJwksSource.with(RSA, large));
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(large.token("RS256", CLAIMS))).isQuick()).isFalse();
	}

	@Test
	void isQuickWhenSeveralKeysAreTriedThenNot() {
		TestSigningKey first = TestSigningKey.rsa(null);
		TestSigningKey second = TestSigningKey.rsa(null);
		TokenVerifier verifier = verifier(JwtSpecs.remembering(0, JwtSpecs.entry("jwks")),
				TestJwksSource.with(first, second));
		verify(verifier, 2 * MeasuredSignatures.WINDOW, first.token("RS256", CLAIMS));
		assertThat(verifier.prepare(SentToken.of(first.token("RS256", CLAIMS))).isQuick()).isFalse();
	}

	@Test
	void isQuickWhenKeysOfSeveralSourcesAreTriedThenNot() {
		TestJwksSource one = new TestJwksSource("one", TestSigningKey.keySet(RSA.jwk()));
		TestJwksSource two = new TestJwksSource("two", TestSigningKey.keySet(OTHER.jwk()));
		TokenVerifier verifier = verifier(JwtSpecs.remembering(0, JwtSpecs.entry("one"), JwtSpecs.entry("two")), one,
				two);
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isTrue();
		two.keys(TestSigningKey.keySet(OTHER.jwk(), RSA.jwk()));
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
	}

	@Test
	void isQuickWhenKeysAreMissingThenNot() {
		TestJwksSource source = TestJwksSource.with(RSA);
		TokenVerifier verifier = verifier(JwtSpecs.remembering(0, JwtSpecs.entry("jwks")), source);
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(OTHER.token("RS256", CLAIMS))).isQuick()).isFalse();
		source.keys(null);
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
		source.keys(KeySet.EMPTY);
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
	}

	@Test
	void isQuickWhenTokenIsLongThenNot() {
		TokenVerifier verifier = verifier();
		verify(verifier, MeasuredSignatures.WINDOW, token());
		String token = RSA.token("RS256", "{\"iss\":\"one\",\"text\":\"%s\"}".formatted("x".repeat(3000)));
		assertThat(token).hasSizeGreaterThan(4096);
		TokenVerification verification = verifier.prepare(SentToken.of(token));
		assertThat(verification.isQuick()).isFalse();
		assertThat(verification.verify().join().jwt()).isNotNull();
	}

	@Test
	void isQuickWhenClaimsAreComparedWithAnExpressionThenNot() {
		TokenVerifier verifier = verifier(JwtSpecs.remembering(0, JwtSpecs.subjectRegex("jwks", "^a.*e$")),
				TestJwksSource.with(RSA));
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
	}

	/** A client often chooses what such a claim says, as it does a name. */
	@Test
	void isQuickWhenOtherClaimsAreComparedWithAnExpressionThenNot() {
		JwtSpec.EntryClaim name = new JwtSpec.EntryClaim("sub",
				new MatcherSpec(new StringMatcherSpec(null, null, null, null, "^a.*e$", false)));
		TokenVerifier verifier = verifier(
				JwtSpecs.remembering(0,
						new JwtSpec.RequireAny(new Ref("jwks"), null, null, null,
								new JwtSpec.EntryExtensions(null, List.of(JwtSpecs.claim("iss", "one"), name)))),
				TestJwksSource.with(RSA));
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
	}

	@Test
	void isQuickWhenOtherClaimsAreComparedWithoutExpressionThenYes() {
		TokenVerifier verifier = verifier(
				JwtSpecs.remembering(0, JwtSpecs.template("jwks", null, JwtSpecs.claim("sub", "alice"))),
				TestJwksSource.with(RSA));
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isTrue();
	}

	@Test
	void isQuickWhenThereAreManyRequirementsThenNot() {
		JwtSpec.RequireAny[] entries = IntStream.range(0, 9)
			.mapToObj((i) -> JwtSpecs.entry("jwks"))
			.toArray(JwtSpec.RequireAny[]::new);
		TokenVerifier verifier = verifier(JwtSpecs.remembering(0, entries), TestJwksSource.with(RSA));
		verify(verifier, MeasuredSignatures.WINDOW, token());
		assertThat(verifier.prepare(SentToken.of(token())).isQuick()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJSUzI1NiIsInR5cCI6IngifQ.e30.AAAA" })
	void isQuickWhenRefusedForItsHeaderThenYes(String token) {
		TokenVerification verification = verifier().prepare(SentToken.of(token));
		assertThat(verification.isQuick()).isTrue();
		assertThat(verification.verify().join().refusal()).isIn(DenyReason.TOKEN_MALFORMED, DenyReason.TOKEN_ALGORITHM,
				DenyReason.TOKEN_TYPE);
	}

	@Test
	void verifyWhenPreparedThenAsAtOnce() {
		TokenVerifier verifier = verifier();
		for (String token : List.of(token(), token() + "A", OTHER.token("RS256", CLAIMS), EC.token("ES256", "[]"))) {
			Verification prepared = verifier.prepare(SentToken.of(token)).verify().join();
			Verification atOnce = verifier.verify(SentToken.of(token)).join();
			assertThat(prepared.refusal()).isEqualTo(atOnce.refusal());
			assertThat(prepared.jwks()).isEqualTo(atOnce.jwks());
		}
		assertThat(verifier.cache().misses()).isZero();
	}

	@Test
	void missesWhenPreparedThenCountedOnce() {
		TokenVerifier verifier = verifier(JwtSpecs.remembering(10, JwtSpecs.entry("jwks")), TestJwksSource.with(RSA));
		verifier.prepare(SentToken.of(token())).verify().join();
		assertThat(verifier.cache().misses()).isOne();
		assertThat(verifier.remembered(SentToken.of(token()))).isNotNull();
	}

}
