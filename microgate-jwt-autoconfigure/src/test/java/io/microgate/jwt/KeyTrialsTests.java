package io.microgate.jwt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksSource.WaitOutcome;
import io.microgate.jwks.KeySet;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenVerifier}: how many keys a token tries.
 */
class KeyTrialsTests {

	private static final List<TestSigningKey> ANONYMOUS = IntStream.range(0, 10)
		.mapToObj((i) -> TestSigningKey.ec(null, "secp256r1"))
		.toList();

	private static final TestSigningKey STRANGER = TestSigningKey.ec(null, "secp256r1");

	private static final TestSigningKey NAMED = TestSigningKey.ec("named", "secp256r1");

	private static final String CLAIMS = "{\"iss\":\"one\"}";

	private static final String UNKNOWN_KID = "{\"alg\":\"ES256\",\"kid\":\"unknown\"}";

	private static KeySet keySet(List<TestSigningKey> keys) {
		return TestSigningKey.keySet(keys.stream().map(TestSigningKey::jwk).toArray());
	}

	private static List<TestSigningKey> anonymous(int count, TestSigningKey... more) {
		List<TestSigningKey> keys = new ArrayList<>(ANONYMOUS.subList(0, count));
		keys.addAll(List.of(more));
		return keys;
	}

	private static Verification verify(TestJwksSource source, String token) {
		return JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("one")), source).verify(SentToken.of(token)).join();
	}

	@Test
	void verifyWhenNoKidThenEightKeysAreTriedInTheirOrder() {
		TestJwksSource source = new TestJwksSource("one", keySet(anonymous(10)));
		for (int i = 0; i < 8; i++) {
			assertThat(verify(source, ANONYMOUS.get(i).token("ES256", CLAIMS)).jwt()).as("key %d", i).isNotNull();
		}
		assertThat(verify(source, ANONYMOUS.get(8).token("ES256", CLAIMS)).refusal()).isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(verify(source, STRANGER.token("ES256", CLAIMS)).refusal()).isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(source.unknownKeysFetched()).isZero();
	}

	@Test
	void verifyWhenNoKidThenKeysWithKidCountAsWell() {
		List<TestSigningKey> named = IntStream.range(0, 9)
			.mapToObj((i) -> TestSigningKey.ec("k" + i, "secp256r1"))
			.toList();
		TestJwksSource source = new TestJwksSource("one", keySet(named));
		String header = "{\"alg\":\"ES256\"}";
		assertThat(verify(source, named.get(7).token("ES256", header, CLAIMS)).jwt()).isNotNull();
		assertThat(verify(source, named.get(8).token("ES256", header, CLAIMS)).refusal())
			.isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(verify(source, named.get(8).token("ES256", CLAIMS)).jwt()).as("with its kid").isNotNull();
	}

	@Test
	void verifyWhenEightKeysFitAndNoneVerifiesThenSignature() {
		TestJwksSource source = new TestJwksSource("one", keySet(anonymous(8)));
		assertThat(verify(source, STRANGER.token("ES256", CLAIMS)).refusal()).isEqualTo(DenyReason.TOKEN_SIGNATURE);
	}

	@Test
	void verifyWhenKidIsUnknownThenOnlyASetThatWasTriedCompletelyIsFetched() {
		String token = STRANGER.token("ES256", UNKNOWN_KID, CLAIMS);
		TestJwksSource tried = new TestJwksSource("one", keySet(anonymous(8)));
		assertThat(verify(tried, token).refusal()).isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(tried.unknownKeysFetched()).isOne();
		TestJwksSource crowded = new TestJwksSource("one", keySet(anonymous(9)));
		assertThat(verify(crowded, token).refusal()).isEqualTo(DenyReason.KEY_UNKNOWN);
		assertThat(crowded.unknownKeysFetched()).isZero();
	}

	@Test
	void verifyWhenKidIsKnownThenItsKeyIsTriedFirst() {
		TestJwksSource source = new TestJwksSource("one", keySet(anonymous(10, NAMED)));
		assertThat(verify(source, NAMED.token("ES256", CLAIMS)).jwt()).isNotNull();
		String kid = "{\"alg\":\"ES256\",\"kid\":\"named\"}";
		assertThat(verify(source, ANONYMOUS.get(6).token("ES256", kid, CLAIMS)).jwt()).isNotNull();
		assertThat(verify(source, ANONYMOUS.get(7).token("ES256", kid, CLAIMS)).refusal())
			.isEqualTo(DenyReason.KEY_UNKNOWN);
	}

	@Test
	void verifyWhenKeyComesAfterEightWereTriedThenTried() {
		TestJwksSource source = new TestJwksSource("one", keySet(anonymous(8)));
		CompletableFuture<WaitOutcome> fetch = source.openUnknownKey();
		CompletableFuture<Verification> verification = JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("one")), source)
			.verify(SentToken.of(NAMED.token("ES256", CLAIMS)));
		source.keys(keySet(anonymous(8, NAMED)));
		fetch.complete(WaitOutcome.ENDED);
		assertThat(verification.join().jwt()).isNotNull();
	}

	@Test
	void verifyWhenSeveralKeySetsThenEightKeysOfAllAreTried() {
		TestJwksSource one = new TestJwksSource("one", keySet(ANONYMOUS.subList(0, 5)));
		TestJwksSource two = new TestJwksSource("two", keySet(ANONYMOUS.subList(5, 10)));
		TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("one"), JwtSpecs.entry("two")), one,
				two);
		assertThat(verifier.verify(SentToken.of(ANONYMOUS.get(7).token("ES256", CLAIMS))).join().jwt()).isNotNull();
		assertThat(verifier.verify(SentToken.of(ANONYMOUS.get(8).token("ES256", CLAIMS))).join().jwt()).isNull();
		assertThat(verifier.verify(SentToken.of(STRANGER.token("ES256", UNKNOWN_KID, CLAIMS))).join().jwt()).isNull();
		assertThat(one.unknownKeysFetched()).as("tried completely").isOne();
		assertThat(two.unknownKeysFetched()).isZero();
	}

	@Test
	void verifyWhenEntryIsRuledOutThenItsKeysAreTriedLast() {
		TestJwksSource other = new TestJwksSource("other", keySet(anonymous(8)));
		TestJwksSource one = new TestJwksSource("one", keySet(List.of(NAMED, STRANGER)));
		TokenVerifier verifier = JwtSpecs
			.verifier(JwtSpecs.spec(JwtSpecs.entry("other", "other"), JwtSpecs.entry("one", "one")), other, one);
		assertThat(verifier.verify(SentToken.of(STRANGER.token("ES256", CLAIMS))).join().jwt()).isNotNull();
	}

}
