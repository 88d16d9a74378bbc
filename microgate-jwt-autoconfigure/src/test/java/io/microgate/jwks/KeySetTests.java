package io.microgate.jwks;

import java.util.List;

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
		assertThat(this.keys.candidates("a", JwsAlgorithm.ES256)).containsExactly(all.get(1), all.get(4), all.get(0));
	}

	@Test
	void candidatesWhenKidIsUnknownThenThoseWithoutKid() {
		assertThat(this.keys.candidates("x", JwsAlgorithm.ES256)).containsExactly(this.keys.keys().get(0));
		assertThat(this.keys.candidates("A", JwsAlgorithm.ES256)).containsExactly(this.keys.keys().get(0));
	}

	@Test
	void candidatesWhenNoKidThenEveryFittingKey() {
		assertThat(this.keys.candidates(null, JwsAlgorithm.ES256)).hasSize(4);
		assertThat(this.keys.candidates(null, JwsAlgorithm.Ed25519)).containsExactly(this.keys.keys().get(2));
	}

	@Test
	void candidatesWhenNoKeyFitsThenNone() {
		assertThat(this.keys.candidates("ed", JwsAlgorithm.RS256)).isEmpty();
		assertThat(this.keys.candidates(null, JwsAlgorithm.ES384)).isEmpty();
		assertThat(KeySet.EMPTY.candidates("a", JwsAlgorithm.ES256)).isEmpty();
	}

	@Test
	void candidatesWhenAskedAgainThenSameList() {
		assertThat(this.keys.candidates("a", JwsAlgorithm.ES256))
			.isSameAs(this.keys.candidates("a", JwsAlgorithm.ES256));
	}

	@Test
	void hasKidWhenAnyAlgorithmThenTrue() {
		assertThat(this.keys.hasKid("ed")).isTrue();
		assertThat(this.keys.hasKid("Ed")).isFalse();
		assertThat(KeySet.EMPTY.hasKid("a")).isFalse();
	}

}
