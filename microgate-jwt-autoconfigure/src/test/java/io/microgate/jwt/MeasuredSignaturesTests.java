package io.microgate.jwt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.Signatures;
import io.microgate.jose.TestSignatures;
import io.microgate.jose.VerificationKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MeasuredSignatures}.
 */
class MeasuredSignaturesTests {

	private static final byte[] INPUT = { 1, 2, 3 };

	/** A small exponent is quick, a large one is not, and both have the same size. */
	@ParameterizedTest
	@CsvSource({ "65537, true", "3, false", "4294967297, false", "18446744073709617153, false" })
	void isQuickWhenExponentIsUnusualThenNot(BigInteger exponent, boolean quick) throws Exception {
		KeyPair pair = pair(exponent);
		MeasuredSignatures signatures = new MeasuredSignatures(Signatures.ofJdk(), () -> 0);
		measure(signatures, pair);
		assertThat(signatures.isQuick(key(pair), JwsAlgorithm.RS256)).isEqualTo(quick);
	}

	/** Forged tokens alone would never tell how long the JDK needs. */
	@Test
	void isQuickWhenTheProviderHasFailedThenNotByWhatItNeeded() throws Exception {
		KeyPair pair = pair(RSAKeyGenParameterSpec.F4);
		AtomicBoolean failing = new AtomicBoolean();
		MeasuredSignatures signatures = new MeasuredSignatures(TestSignatures.withProvider(failing::get), () -> 0);
		measure(signatures, pair);
		assertThat(signatures.isQuick(key(pair), JwsAlgorithm.RS256)).isTrue();
		failing.set(true);
		assertThat(signatures.verify(key(pair), JwsAlgorithm.RS256, INPUT, new byte[256])).isFalse();
		assertThat(signatures.isQuick(key(pair), JwsAlgorithm.RS256)).isFalse();
		measure(signatures, pair);
		assertThat(signatures.isQuick(key(pair), JwsAlgorithm.RS256)).isTrue();
	}

	private static KeyPair pair(BigInteger exponent) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(new RSAKeyGenParameterSpec(2048, exponent));
		return generator.generateKeyPair();
	}

	private static VerificationKey key(KeyPair pair) {
		return new VerificationKey("kid", pair.getPublic(), Set.of(JwsAlgorithm.RS256), null);
	}

	private static void measure(MeasuredSignatures signatures, KeyPair pair) throws GeneralSecurityException {
		Signature signer = Signature.getInstance("SHA256withRSA");
		signer.initSign(pair.getPrivate());
		signer.update(INPUT);
		byte[] signature = signer.sign();
		for (int i = 0; i < MeasuredSignatures.WINDOW; i++) {
			assertThat(signatures.verify(key(pair), JwsAlgorithm.RS256, INPUT, signature)).isTrue();
		}
	}

}
