package io.microgate.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Signatures}, {@link VerificationKey} and {@link JwsAlgorithm}.
 */
class SignaturesTests {

	private static final Signatures SIGNATURES = TestSignatures.get();

	private static final String INPUT = "header.payload";

	private static final byte[] INPUT_BYTES = INPUT.getBytes(StandardCharsets.UTF_8);

	private static final BigInteger ED25519_ORDER = BigInteger.TWO.pow(252)
		.add(new BigInteger("27742317777372353535851937790883648493"));

	private static final TestSigningKey RSA = TestSigningKey.rsa("rs");

	private static final Map<String, TestSigningKey> KEYS = Map.of("ES256", TestSigningKey.ec("p256", "secp256r1"),
			"ES384", TestSigningKey.ec("p384", "secp384r1"), "ES512", TestSigningKey.ec("p521", "secp521r1"), "EdDSA",
			TestSigningKey.ed25519("ed"));

	@ParameterizedTest
	@EnumSource
	void verifyWhenGenuineThenTrue(JwsAlgorithm algorithm) {
		VerificationKey key = verificationKey(algorithm);
		byte[] signature = sign(algorithm);
		assertThat(SIGNATURES.verify(key, algorithm, INPUT_BYTES, signature)).isTrue();
		assertThat(SIGNATURES.verify(key, algorithm, "header.payloae".getBytes(StandardCharsets.UTF_8), signature))
			.isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenSignatureIsDamagedThenFalse(JwsAlgorithm algorithm) {
		VerificationKey key = verificationKey(algorithm);
		byte[] signature = sign(algorithm);
		IntStream.of(0, 1, signature.length - 1, signature.length + 1, signature.length * 2)
			.forEach((length) -> assertThat(
					SIGNATURES.verify(key, algorithm, INPUT_BYTES, Arrays.copyOf(signature, length)))
				.isFalse());
		for (int bit = 0; bit < signature.length * 8; bit += 7) {
			byte[] flipped = signature.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(SIGNATURES.verify(key, algorithm, INPUT_BYTES, flipped)).as("bit %d", bit).isFalse();
		}
		assertThat(SIGNATURES.verify(key, algorithm, INPUT_BYTES, new byte[signature.length])).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenOtherAlgorithmThenFalse(JwsAlgorithm algorithm) {
		byte[] signature = sign(algorithm);
		for (JwsAlgorithm other : JwsAlgorithm.values()) {
			if (!other.isSameAs(algorithm)) {
				assertThat(SIGNATURES.verify(verificationKey(algorithm), other, INPUT_BYTES, signature))
					.as(other.name())
					.isFalse();
			}
		}
	}

	@Test
	void verifyWhenEdDsaHasEitherNameThenTrue() {
		byte[] signature = sign(JwsAlgorithm.EdDSA);
		VerificationKey key = verificationKey(JwsAlgorithm.EdDSA);
		assertThat(SIGNATURES.verify(key, JwsAlgorithm.EdDSA, INPUT_BYTES, signature)).isTrue();
		assertThat(SIGNATURES.verify(key, JwsAlgorithm.Ed25519, INPUT_BYTES, signature)).isTrue();
	}

	@Test
	void verifyWhenKeyIsRestrictedThenOtherAlgorithmIsRefused() {
		VerificationKey key = TestSigningKey.keySet(RSA.jwk("alg", "RS256")).keys().get(0);
		assertThat(SIGNATURES.verify(key, JwsAlgorithm.RS256, INPUT_BYTES, sign(JwsAlgorithm.RS256))).isTrue();
		assertThat(SIGNATURES.verify(key, JwsAlgorithm.PS256, INPUT_BYTES, sign(JwsAlgorithm.PS256))).isFalse();
		assertThat(SIGNATURES.verify(key, JwsAlgorithm.RS512, INPUT_BYTES, sign(JwsAlgorithm.RS512))).isFalse();
	}

	static Stream<Arguments> illegalEcdsa() {
		BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
		return Stream.of(arguments(BigInteger.ZERO, BigInteger.ZERO), arguments(BigInteger.ZERO, BigInteger.ONE),
				arguments(BigInteger.ONE, BigInteger.ZERO), arguments(order, order), arguments(order, BigInteger.ONE),
				arguments(BigInteger.ONE, order), arguments(BigInteger.ONE, BigInteger.ONE));
	}

	@ParameterizedTest
	@MethodSource("illegalEcdsa")
	void verifyWhenEcdsaValuesAreIllegalThenFalse(BigInteger r, BigInteger s) {
		byte[] signature = new byte[64];
		copy(r, signature, 32);
		copy(s, signature, 64);
		assertThat(SIGNATURES.verify(verificationKey(JwsAlgorithm.ES256), JwsAlgorithm.ES256, INPUT_BYTES, signature))
			.isFalse();
	}

	@Test
	void verifyWhenEcdsaIsDerThenFalse() throws Exception {
		java.security.Signature der = java.security.Signature.getInstance("SHA256withECDSA");
		der.initSign(KEYS.get("ES256").pair().getPrivate());
		der.update(INPUT_BYTES);
		assertThat(SIGNATURES.verify(verificationKey(JwsAlgorithm.ES256), JwsAlgorithm.ES256, INPUT_BYTES, der.sign()))
			.isFalse();
	}

	@Test
	void verifyWhenEd25519IsMalleatedThenFalse() {
		byte[] signature = sign(JwsAlgorithm.EdDSA);
		byte[] s = reverse(Arrays.copyOfRange(signature, 32, 64));
		byte[] malleated = new byte[32];
		copy(new BigInteger(1, s).add(ED25519_ORDER), malleated, 32);
		System.arraycopy(reverse(malleated), 0, signature, 32, 32);
		assertThat(SIGNATURES.verify(verificationKey(JwsAlgorithm.EdDSA), JwsAlgorithm.EdDSA, INPUT_BYTES, signature))
			.isFalse();
	}

	@Test
	void ofWhenNameIsNotExactThenNull() {
		assertThat(JwsAlgorithm.of("RS256")).isEqualTo(JwsAlgorithm.RS256);
		assertThat(Set.of("rs256", " RS256", "RS256\u0000", "", "none", "HS256", "ES256K", "Ed448", "RS1", "eddsa"))
			.allSatisfy((name) -> assertThat(JwsAlgorithm.of(name)).isNull());
	}

	private static VerificationKey verificationKey(JwsAlgorithm algorithm) {
		return TestSigningKey.keySet(signingKey(algorithm).jwk()).keys().get(0);
	}

	private static byte[] sign(JwsAlgorithm algorithm) {
		return signingKey(algorithm).sign(algorithm.name(), INPUT);
	}

	private static TestSigningKey signingKey(JwsAlgorithm algorithm) {
		return KEYS.getOrDefault(algorithm.name().replace("Ed25519", "EdDSA"), RSA);
	}

	private static void copy(BigInteger value, byte[] target, int end) {
		byte[] bytes = value.toByteArray();
		int length = Math.min(bytes.length, 32);
		System.arraycopy(bytes, bytes.length - length, target, end - length, length);
	}

	private static byte[] reverse(byte[] bytes) {
		byte[] reversed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			reversed[i] = bytes[bytes.length - 1 - i];
		}
		return reversed;
	}

}
