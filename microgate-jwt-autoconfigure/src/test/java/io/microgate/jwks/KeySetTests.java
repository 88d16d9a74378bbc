package io.microgate.jwks;

import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.VerificationKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeySet}.
 */
class KeySetTests {

	private static final TestSigningKey EC = TestSigningKey.ec("a", "secp256r1");

	private static final TestSigningKey ED = TestSigningKey.ed25519("ed");

	private final KeySet keys = TestSigningKey.keySet(TestSigningKey.ec(null, "secp256r1").jwk(), EC.jwk(), ED.jwk(),
			EC.jwk("kid", "b"), TestSigningKey.ec("a", "secp256r1").jwk());

	@Test
	void candidatesWhenKidThenItsKeysThenThoseWithoutKid() {
		List<VerificationKey> all = this.keys.keys();
		assertThat(this.keys.candidates("a", JwsAlgorithm.ES256).keys()).containsExactly(all.get(1), all.get(4),
				all.get(0));
	}

	@Test
	void candidatesWhenKidIsUnknownThenThoseWithoutKid() {
		assertThat(this.keys.candidates("x", JwsAlgorithm.ES256).keys()).containsExactly(this.keys.keys().get(0));
		assertThat(this.keys.candidates("A", JwsAlgorithm.ES256).keys()).containsExactly(this.keys.keys().get(0));
	}

	@Test
	void candidatesWhenNoKidThenEveryFittingKey() {
		assertThat(this.keys.candidates(null, JwsAlgorithm.ES256).keys()).hasSize(4);
		assertThat(this.keys.candidates(null, JwsAlgorithm.Ed25519).keys()).containsExactly(this.keys.keys().get(2));
	}

	@Test
	void candidatesWhenNoKeyFitsThenNone() {
		assertThat(this.keys.candidates("ed", JwsAlgorithm.RS256).keys()).isEmpty();
		assertThat(this.keys.candidates(null, JwsAlgorithm.ES384).keys()).isEmpty();
		assertThat(KeySet.EMPTY.candidates("a", JwsAlgorithm.ES256).keys()).isEmpty();
	}

	@Test
	void candidatesWhenAskedAgainThenSameList() {
		assertThat(this.keys.candidates("a", JwsAlgorithm.ES256).keys())
			.isSameAs(this.keys.candidates("a", JwsAlgorithm.ES256).keys());
	}

	@Test
	void hasKidWhenAnyAlgorithmThenTrue() {
		assertThat(this.keys.hasKid("ed")).isTrue();
		assertThat(this.keys.hasKid("Ed")).isFalse();
		assertThat(KeySet.EMPTY.hasKid("a")).isFalse();
	}

	@Test
	void candidatesWhenThousandKeysThenByKidAndAtMostEight() {
		PublicKey publicKey = this.keys.keys().get(0).publicKey();
		List<VerificationKey> many = IntStream.range(0, 1000)
			.mapToObj((i) -> new VerificationKey((i % 2 == 0) ? "k" + i : null, publicKey,
					Set.of(JwsAlgorithm.RS256, JwsAlgorithm.PS256), null))
			.toList();
		KeySet set = new KeySet(many);
		KeySet.Candidates named = set.candidates("k998", JwsAlgorithm.RS256);
		assertThat(named.keys()).hasSize(8).startsWith(many.get(998), many.get(1), many.get(3));
		assertThat(named.complete()).isFalse();
		assertThat(set.candidates(null, JwsAlgorithm.PS256).keys()).isEqualTo(many.subList(0, 8));
		assertThat(set.candidates("x", JwsAlgorithm.PS256).keys()).hasSize(8).doesNotContain(many.get(0));
		assertThat(set.candidates("x", JwsAlgorithm.ES256).complete()).isTrue();
		assertThat(set.crowdedAlgorithms()).containsExactlyInAnyOrder(JwsAlgorithm.RS256, JwsAlgorithm.PS256);
		assertThat(this.keys.crowdedAlgorithms()).isEmpty();
	}

}
