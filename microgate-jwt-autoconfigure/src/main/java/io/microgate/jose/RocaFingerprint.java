package io.microgate.jose;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Recognises RSA moduli of a faulty generator whose keys can be factored (ROCA,
 * CVE-2017-15361): modulo every small prime they are a power of 65537. Another modulus
 * looks like that about once in 240 million times.
 */
final class RocaFingerprint {

	private static final BigInteger GENERATOR = BigInteger.valueOf(65537);

	private static final int LAST_PRIME = 167;

	private RocaFingerprint() {
	}

	static boolean matches(BigInteger modulus) {
		for (BigInteger prime = BigInteger.valueOf(3); prime.intValue() <= LAST_PRIME; prime = prime
			.nextProbablePrime()) {
			if (!powers(prime).get(modulus.mod(prime).intValue())) {
				return false;
			}
		}
		return true;
	}

	private static BitSet powers(BigInteger prime) {
		BitSet powers = new BitSet();
		BigInteger power = BigInteger.ONE;
		while (!powers.get(power.intValue())) {
			powers.set(power.intValue());
			power = power.multiply(GENERATOR).mod(prime);
		}
		return powers;
	}

}
