package io.microgate.verdict;

import java.math.BigInteger;
import java.util.Arrays;

import tools.jackson.databind.JsonNode;

/**
 * An RSA key of a test vector. The encoded message that a signature hides is opened, gets
 * the hash of another signing input, and is closed again: whatever is odd about its
 * padding stays.
 */
final class RsaVectorKey implements VectorKey {

	private final BigInteger modulus;

	private final BigInteger publicExponent;

	private final BigInteger privateExponent;

	private final BigInteger firstPrime;

	private final BigInteger secondPrime;

	RsaVectorKey(JsonNode jwk) {
		this.modulus = VectorKey.number(jwk, "n");
		this.publicExponent = VectorKey.number(jwk, "e");
		this.privateExponent = VectorKey.number(jwk, "d");
		this.firstPrime = VectorKey.number(jwk, "p");
		this.secondPrime = VectorKey.number(jwk, "q");
	}

	@Override
	public byte[] sign(byte[] genuine, String signed, String input) {
		byte[] signature = repeat(genuine, signed, input);
		if (signature == null) {
			throw new IllegalArgumentException("Not a genuine signature of '%s'".formatted(signed));
		}
		return signature;
	}

	@Override
	public byte[] repeat(byte[] signature, String signed, String input) {
		int length = (this.modulus.bitLength() + 7) / 8;
		BigInteger number = new BigInteger(1, signature);
		byte[] message = VectorKey.bytes(number.modPow(this.publicExponent, this.modulus), length);
		byte[] another = EncodedMessage.repeat(message, signed, input);
		if (another != null) {
			BigInteger excess = number.subtract(number.mod(this.modulus));
			return VectorKey.bytes(closed(new BigInteger(1, another)).add(excess), signature.length);
		}
		return (signature.length > length) ? repeatExtended(signature, length, signed, input) : null;
	}

	/** By the Chinese remainder theorem, which takes a quarter of the time. */
	private BigInteger closed(BigInteger message) {
		BigInteger first = closed(message, this.firstPrime);
		BigInteger second = closed(message, this.secondPrime);
		BigInteger factor = first.subtract(second)
			.multiply(this.secondPrime.modInverse(this.firstPrime))
			.mod(this.firstPrime);
		return second.add(factor.multiply(this.secondPrime));
	}

	private BigInteger closed(BigInteger message, BigInteger prime) {
		return message.modPow(this.privateExponent.mod(prime.subtract(BigInteger.ONE)), prime);
	}

	private byte[] repeatExtended(byte[] signature, int length, String signed, String input) {
		byte[] another = repeat(Arrays.copyOf(signature, length), signed, input);
		return (another != null) ? Forgery.concat(another, Arrays.copyOfRange(signature, length, signature.length))
				: null;
	}

}
