package io.microgate.verdict;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;

/**
 * A key of a test vector on an elliptic curve. A signature of it is repeated by finding
 * out how its two numbers were written differently.
 */
final class EcVectorKey implements VectorKey {

	private static final BigInteger OVERFLOW = BigInteger.ONE.shiftLeft(256);

	private final String algorithm;

	private final ECParameterSpec curve;

	private final TestKey key;

	EcVectorKey(JsonNode jwk, String algorithm, boolean provable) {
		this.algorithm = algorithm;
		try {
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
			parameters.init(new ECGenParameterSpec(algorithm.equals("ES512") ? "secp521r1" : "secp256r1"));
			this.curve = parameters.getParameterSpec(ECParameterSpec.class);
			KeyFactory factory = KeyFactory.getInstance("EC");
			PublicKey publicKey = provable ? factory.generatePublic(new ECPublicKeySpec(
					new ECPoint(VectorKey.number(jwk, "x"), VectorKey.number(jwk, "y")), this.curve)) : null;
			this.key = new TestKey(
					new KeyPair(publicKey,
							factory.generatePrivate(new ECPrivateKeySpec(VectorKey.number(jwk, "d"), this.curve))),
					algorithm, Map.of());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public byte[] sign(byte[] genuine, String signed, String input) {
		return Signer.sign(this.key, this.algorithm, input);
	}

	@Override
	public byte[] repeat(byte[] signature, String signed, String input) {
		int half = signature.length / 2;
		BigInteger first = new BigInteger(1, Arrays.copyOf(signature, half));
		BigInteger second = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
		for (Twist ofFirst : twists()) {
			for (Twist ofSecond : twists()) {
				if (verifies(ofFirst.undone().apply(first), ofSecond.undone().apply(second), signed)) {
					byte[] another = sign(signature, signed, input);
					return Forgery.concat(twisted(ofFirst, Arrays.copyOf(another, another.length / 2), half),
							twisted(ofSecond, Arrays.copyOfRange(another, another.length / 2, another.length), half));
				}
			}
		}
		return null;
	}

	private List<Twist> twists() {
		BigInteger order = this.curve.getOrder();
		return List.of(new Twist(UnaryOperator.identity(), UnaryOperator.identity()),
				new Twist((number) -> number.add(order), (number) -> number.subtract(order)),
				new Twist((number) -> number.add(OVERFLOW), (number) -> number.subtract(OVERFLOW)),
				new Twist((number) -> number.shiftLeft(8), (number) -> number.shiftRight(8)));
	}

	private static byte[] twisted(Twist twist, byte[] number, int length) {
		return VectorKey.bytes(twist.done().apply(new BigInteger(1, number)), length);
	}

	private boolean verifies(BigInteger first, BigInteger second, String signed) {
		BigInteger order = this.curve.getOrder();
		if (first.signum() < 1 || second.signum() < 1 || first.compareTo(order) >= 0 || second.compareTo(order) >= 0) {
			return false;
		}
		int length = (order.bitLength() + 7) / 8;
		try {
			Signature verifier = Signature
				.getInstance("SHA%swithECDSAinP1363Format".formatted(this.algorithm.substring(2)));
			verifier.initVerify(this.key.pair().getPublic());
			verifier.update(VectorKey.ascii(signed));
			return verifier.verify(Forgery.concat(VectorKey.bytes(first, length), VectorKey.bytes(second, length)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A way to write a number differently, and how to read it.
	 *
	 * @param done the way there
	 * @param undone the way back
	 */
	private record Twist(UnaryOperator<BigInteger> done, UnaryOperator<BigInteger> undone) {
	}

}
