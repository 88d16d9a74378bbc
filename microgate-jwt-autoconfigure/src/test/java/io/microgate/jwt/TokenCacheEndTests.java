package io.microgate.jwt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.MutableClock;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenCache}: a token that is remembered is refused as soon as it would
 * be without.
 */
@Tag("slow")
class TokenCacheEndTests {

	private static final TestSigningKey KEY = TestSigningKey.rsa("a");

	private static final TestSigningKey OTHER = TestSigningKey.rsa("b");

	private static final TestSigningKey SAME_KID = TestSigningKey.rsa("a");

	private static final TestSigningKey NO_KID = TestSigningKey.rsa(null);

	private static final KeySet KEYS = TestSigningKey.keySet(KEY.jwk(), OTHER.jwk());

	private final MutableClock clock = new MutableClock();

	private final long now = this.clock.instant().getEpochSecond();

	private final TestJwksSource source = new TestJwksSource("jwks", KEYS);

	private final TokenVerifier verifier = verifier(JwtSpecs.remembering(100, JwtSpecs.entry("jwks")));

	private TokenVerifier verifier(JwtSpec spec) {
		return JwtSpecs.verifier(spec, this.clock, this.source);
	}

	private String remembered(TestSigningKey key, String payload) {
		String token = key.token("RS256", payload);
		assertThat(JwtSpecs.outcome(this.verifier, token).jwt()).isNotNull();
		assertThat(this.verifier.remembered(SentToken.of(token))).isNotNull();
		return token;
	}

	private void assertForgotten(String token, DenyReason reason) {
		assertThat(this.verifier.remembered(SentToken.of(token))).isNull();
		assertThat(JwtSpecs.outcome(this.verifier, token).refusal()).isEqualTo(reason);
		assertThat(this.verifier.cache().size()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".25", ".999" })
	void verifyWhenExpiredThenForgotten(String fraction) {
		String token = remembered(KEY, "{\"exp\":" + (this.now + 10) + fraction + "}");
		long millis = 70_000 + Math.round(1000 * Double.parseDouble("0" + fraction));
		this.clock.advance(Duration.ofMillis(millis));
		assertThat(this.verifier.remembered(SentToken.of(token))).isNotNull();
		this.clock.advance(Duration.ofNanos(1));
		assertForgotten(token, DenyReason.TOKEN_EXPIRED);
	}

	@Test
	void verifyWhenOthersExpireThenTheyAreForgottenOnTheWay() {
		TokenVerifier verifier = verifier(JwtSpecs.remembering(1000, JwtSpecs.entry("jwks")));
		for (int i = 0; i < 100; i++) {
			verifier.verify(SentToken.of(KEY.token("RS256", "{\"i\":" + i + ",\"exp\":" + (this.now + 10) + "}")))
				.join();
		}
		assertThat(verifier.cache().size()).isEqualTo(100);
		this.clock.advance(Duration.ofHours(1));
		JwtSpecs.outcome(verifier, KEY.token("RS256", "{\"sub\":\"x\"}"));
		assertThat(verifier.cache().size()).isOne();
	}

	@Test
	void verifyWhenThereIsNoExpirationThenRememberedForGood() {
		String token = remembered(KEY, "{\"sub\":\"x\"}");
		String distant = remembered(KEY, "{\"exp\":1e400}");
		this.clock.advance(Duration.ofDays(20_000));
		assertThat(this.verifier.remembered(SentToken.of(token))).isNotNull();
		assertThat(this.verifier.remembered(SentToken.of(distant))).isNotNull();
	}

	@Test
	void verifyWhenClockIsSetBackThenNotYetValid() {
		String token = remembered(KEY, "{\"nbf\":" + this.now + "}");
		this.clock.advance(Duration.ofSeconds(-60));
		assertThat(this.verifier.remembered(SentToken.of(token))).isNotNull();
		this.clock.advance(Duration.ofNanos(-1));
		assertForgotten(token, DenyReason.TOKEN_NOT_YET_VALID);
	}

	@Test
	void verifyWhenClockIsSetBackThenIssueTimeCountsAgain() {
		TokenVerifier limited = verifier(JwtSpecs.timed(true, "1h", "60s"));
		String token = KEY.token("RS256", "{\"iat\":" + this.now + ",\"exp\":" + (this.now + 3600) + "}");
		assertThat(JwtSpecs.outcome(limited, token).jwt()).isNotNull();
		this.clock.advance(Duration.ofSeconds(-61));
		assertThat(limited.remembered(SentToken.of(token))).isNull();
		assertThat(JwtSpecs.outcome(limited, token).refusal()).isEqualTo(DenyReason.TOKEN_LIFETIME);
	}

	@Test
	void verifyWhenKeyHasLeftTheSetThenForgotten() {
		String token = remembered(KEY, "{\"a\":1}");
		this.source.keys(TestSigningKey.keySet(OTHER.jwk()));
		assertForgotten(token, DenyReason.KEY_UNKNOWN);
		assertThat(this.source.unknownKeysFetched()).isOne();
	}

	@Test
	void verifyWhenKeyIdNamesAnotherKeyThenForgotten() {
		String token = remembered(KEY, "{\"a\":1}");
		this.source.keys(TestSigningKey.keySet(SAME_KID.jwk(), OTHER.jwk()));
		assertForgotten(token, DenyReason.TOKEN_SIGNATURE);
	}

	@Test
	void verifyWhenKeyHasAnotherKeyIdThenForgotten() {
		String token = remembered(KEY, "{\"a\":1}");
		this.source.keys(TestSigningKey.keySet(KEY.jwk("kid", "c")));
		assertForgotten(token, DenyReason.KEY_UNKNOWN);
	}

	@Test
	void verifyWhenTokenHasNoKeyIdThenAnyFittingKeyOfToday() {
		String token = remembered(KEY, "{\"a\":1}");
		String anonymous = KEY.token("RS256", "{\"alg\":\"RS256\"}", "{\"a\":1}");
		JwtSpecs.outcome(this.verifier, anonymous);
		this.source.keys(TestSigningKey.keySet(OTHER.jwk(), NO_KID.jwk()));
		assertThat(this.verifier.remembered(SentToken.of(token))).isNull();
		assertForgotten(anonymous, DenyReason.TOKEN_SIGNATURE);
	}

	@ParameterizedTest
	@CsvSource({ "alg, RS512", "use, enc", "key_ops, sign" })
	void verifyWhenKeyMayNoLongerVerifyThenForgotten(String member, String value) {
		String token = remembered(KEY, "{\"a\":1}");
		Object restriction = member.equals("key_ops") ? List.of(value) : value;
		this.source.keys(TestSigningKey.keySet(OTHER.jwk(), KEY.jwk(member, restriction)));
		assertForgotten(token, DenyReason.KEY_UNKNOWN);
	}

	@Test
	void verifyWhenKeyIsRestrictedToItsUseThenStillGood() {
		String token = remembered(KEY, "{\"a\":1}");
		this.source.keys(TestSigningKey.keySet(KEY.jwk("alg", "RS256")));
		assertThat(JwtSpecs.outcome(this.verifier, token).jwt()).isNotNull();
	}

	@Test
	void verifyWhenSameKeysAreFetchedAgainThenStillRemembered() {
		String token = remembered(KEY, "{\"a\":1}");
		Verification first = this.verifier.remembered(SentToken.of(token));
		this.source.keys(TestSigningKey.keySet(OTHER.jwk(), KEY.jwk(), NO_KID.jwk()));
		assertThat(this.verifier.remembered(SentToken.of(token))).isSameAs(first);
		assertThat(this.verifier.remembered(SentToken.of(token))).isSameAs(first);
	}

	@Test
	void verifyWhenKeyComesBackThenVerified() {
		String token = remembered(KEY, "{\"a\":1}");
		this.source.keys(TestSigningKey.keySet(OTHER.jwk()));
		assertForgotten(token, DenyReason.KEY_UNKNOWN);
		this.source.keys(TestSigningKey.keySet(KEY.jwk()));
		assertThat(JwtSpecs.outcome(this.verifier, token).jwt()).isNotNull();
	}

	@Test
	void verifyWhenKeysAreTooOldThenUnavailable() {
		String token = remembered(KEY, "{\"a\":1}");
		this.source.keys(null);
		assertForgotten(token, DenyReason.KEY_UNAVAILABLE);
		assertThat(JwtSpecs.outcome(this.verifier, token).retryAfter()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void verifyWhenThereAreNoKeysThenKeyUnknown() {
		String token = remembered(KEY, "{\"a\":1}");
		this.source.keys(KeySet.EMPTY);
		assertForgotten(token, DenyReason.KEY_UNKNOWN);
	}

	@Test
	void verifyWhenOneEntryNoLongerHoldsThenAnotherMay() {
		TestJwksSource second = new TestJwksSource("second", TestSigningKey.keySet(OTHER.jwk()));
		TokenVerifier either = JwtSpecs.verifier(
				JwtSpecs.remembering(100, JwtSpecs.entry("jwks"), JwtSpecs.entry("second")), this.clock, this.source,
				second);
		String token = KEY.token("RS256", "{\"a\":1}");
		assertThat(JwtSpecs.outcome(either, token).jwt()).isNotNull();
		this.source.keys(TestSigningKey.keySet(OTHER.jwk()));
		second.keys(TestSigningKey.keySet(KEY.jwk()));
		assertThat(either.remembered(SentToken.of(token))).isNull();
		assertThat(JwtSpecs.outcome(either, token).jwt()).isNotNull();
		second.keys(KeySet.EMPTY);
		assertThat(JwtSpecs.outcome(either, token).refusal()).isEqualTo(DenyReason.KEY_UNKNOWN);
	}

	/**
	 * Whatever happens to time and keys, and in whatever order, no caller can tell from
	 * the outcome whether tokens are remembered.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void verifyWhenAnythingHappensThenAsWithoutMemory(long seed) {
		Random random = new Random(seed);
		List<JwtSpec> specs = List.of(both(100), both(3));
		TestJwksSource second = new TestJwksSource("second", KeySet.EMPTY);
		TokenVerifier forgetful = JwtSpecs.verifier(both(0), this.clock, this.source, second);
		List<TokenVerifier> verifiers = specs.stream()
			.map((spec) -> JwtSpecs.verifier(spec, this.clock, this.source, second))
			.toList();
		List<String> tokens = tokens();
		List<KeySet> sets = sets();
		Map<Boolean, Integer> outcomes = new java.util.HashMap<>();
		for (int i = 0; i < 1500; i++) {
			TestJwksSource changed = random.nextBoolean() ? this.source : second;
			switch (random.nextInt(20)) {
				case 0, 1 -> changed.keys(sets.get(random.nextInt(sets.size())));
				case 2 -> changed.keys(null);
				case 3 -> this.clock.advance(Duration.ofSeconds(random.nextInt(90)));
				case 4 -> this.clock.advance(Duration.ofSeconds(-random.nextInt(90)));
				default -> {
				}
			}
			String token = tokens.get(random.nextInt(tokens.size()));
			Verification expected = JwtSpecs.outcome(forgetful, token);
			outcomes.merge(expected.jwt() != null, 1, Integer::sum);
			assertThat(verifiers)
				.allSatisfy((verifier) -> assertThat(JwtSpecs.outcome(verifier, token)).usingRecursiveComparison()
					.ignoringFields("jwks")
					.isEqualTo(expected));
		}
		assertThat(outcomes.values()).allMatch((count) -> count > 100);
		assertThat(verifiers).allMatch((verifier) -> verifier.cache().hits() > 20);
	}

	private static JwtSpec both(int maximumSize) {
		JwtSpec.Extensions extensions = JwtSpecs.remembering(maximumSize).extensions();
		return new JwtSpec(null, List.of(JwtSpecs.entry("jwks", "one"), JwtSpecs.entry("second")), true, "10m", "60s",
				extensions);
	}

	private List<String> tokens() {
		List<String> tokens = new ArrayList<>();
		for (TestSigningKey key : List.of(KEY, OTHER, SAME_KID, NO_KID)) {
			for (String issuer : List.of("one", "two")) {
				tokens.add(key.token("RS256",
						"{\"iss\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(issuer, this.now, this.now + 60)));
				tokens.add(key.token("PS256",
						"{\"iss\":\"%s\",\"nbf\":%d,\"exp\":%d}".formatted(issuer, this.now, this.now + 600)));
			}
		}
		return tokens;
	}

	private static List<KeySet> sets() {
		return List.of(KEYS, TestSigningKey.keySet(KEY.jwk()), TestSigningKey.keySet(SAME_KID.jwk(), NO_KID.jwk()),
				TestSigningKey.keySet(KEY.jwk("alg", "PS256"), OTHER.jwk()),
				TestSigningKey.keySet(KEY.jwk(), NO_KID.jwk()), TestSigningKey.keySet(SAME_KID.jwk(), KEY.jwk()),
				KeySet.EMPTY);
	}

	@Test
	void verifyWhenKeyLeavesUnderLoadThenNoneOfItsTokensIsAccepted() throws Exception {
		List<String> tokens = IntStream.range(0, 20).mapToObj((i) -> KEY.token("RS256", "{\"i\":" + i + "}")).toList();
		AtomicBoolean removed = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<Integer>> wrong = IntStream.range(0, 4)
				.mapToObj((thread) -> threads.submit(() -> send(tokens, thread, removed)))
				.toList();
			while (this.verifier.cache().hits() < 1000) {
				Thread.onSpinWait();
			}
			this.source.keys(TestSigningKey.keySet(OTHER.jwk()));
			removed.set(true);
			for (Future<Integer> future : wrong) {
				assertThat(future.get()).isZero();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Sends tokens until they have been refused for a while. */
	private int send(List<String> tokens, int seed, AtomicBoolean removed) {
		Random random = new Random(seed);
		int wrong = 0;
		for (int after = 0; after < 2000;) {
			boolean refused = removed.get();
			after += refused ? 1 : 0;
			boolean accepted = JwtSpecs.outcome(this.verifier, tokens.get(random.nextInt(tokens.size()))).jwt() != null;
			wrong += (accepted == refused && refused) ? 1 : 0;
		}
		return wrong;
	}

}
