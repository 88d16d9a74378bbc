package io.microgate.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Set;

import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.Curve;

/**
 * Makes JCA keys of the values of a JWK and refuses weak and invalid ones.
 */
final class PublicKeys {

	private static final int MIN_RSA_BITS = 2048;

	private static final BigInteger MIN_RSA_EXPONENT = BigInteger.valueOf(3);

	private static final int ED25519_LENGTH = 32;

	private static final BigInteger ED25519_PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

	/**
	 * The y coordinates of the points of order 1, 2, 4 and 8: for such a key there are
	 * signatures that are valid without a private key.
	 */
	private static final Set<BigInteger> ED25519_SMALL_ORDER = smallOrder(
			new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16));

	private PublicKeys() {
	}

	static PublicKey rsa(byte[] modulusBytes, byte[] exponentBytes) throws MalformedJoseException {
		BigInteger modulus = new BigInteger(1, modulusBytes);
		BigInteger exponent = new BigInteger(1, exponentBytes);
		if (modulus.bitLength() < MIN_RSA_BITS) {
			throw new MalformedJoseException(
					"has an RSA modulus of " + modulus.bitLength() + " bits, at least " + MIN_RSA_BITS + " are needed");
		}
		if (exponent.compareTo(MIN_RSA_EXPONENT) < 0 || !exponent.testBit(0)) {
			throw new MalformedJoseException("has an RSA exponent that is even or below " + MIN_RSA_EXPONENT);
		}
		if (!modulus.testBit(0) || RocaFingerprint.matches(modulus)) {
			throw new MalformedJoseException("has an RSA modulus that is known to be weak");
		}
		return generate("RSA", new RSAPublicKeySpec(modulus, exponent));
	}

	static PublicKey ec(Curve curve, byte[] x, byte[] y) throws MalformedJoseException {
		ECParameterSpec parameters = curve.toECParameterSpec();
		int length = (parameters.getCurve().getField().getFieldSize() + 7) / 8;
		if (x.length != length || y.length != length) {
			throw new MalformedJoseException("has a coordinate that is not " + length + " bytes long");
		}
		ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
		if (!ECChecks.isPointOnCurve(point.getAffineX(), point.getAffineY(), parameters)) {
			throw new MalformedJoseException("has a point that is not on the curve");
		}
		return generate("EC", new ECPublicKeySpec(point, parameters));
	}

	static PublicKey ed25519(byte[] encoded) throws MalformedJoseException {
		if (encoded.length != ED25519_LENGTH) {
			throw new MalformedJoseException("has a key that is not " + ED25519_LENGTH + " bytes long");
		}
		// little endian, the highest bit is the sign of x (RFC 8032 section 5.1.2)
		byte[] bigEndian = new byte[ED25519_LENGTH];
		for (int i = 0; i < ED25519_LENGTH; i++) {
			bigEndian[i] = encoded[ED25519_LENGTH - 1 - i];
		}
		boolean xOdd = bigEndian[0] < 0;
		bigEndian[0] &= 0x7f;
		BigInteger y = new BigInteger(1, bigEndian);
		if (y.compareTo(ED25519_PRIME) >= 0 || ED25519_SMALL_ORDER.contains(y)) {
			throw new MalformedJoseException("has a point that is not canonical or of small order");
		}
		return generate("Ed25519", new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xOdd, y)));
	}

	private static PublicKey generate(String type, KeySpec spec) throws MalformedJoseException {
		try {
			return KeyFactory.getInstance(type).generatePublic(spec);
		}
		catch (GeneralSecurityException ex) {
			throw new MalformedJoseException("has a key that the JCA does not accept");
		}
	}

	private static Set<BigInteger> smallOrder(BigInteger orderEight) {
		return Set.of(BigInteger.ZERO, BigInteger.ONE, ED25519_PRIME.subtract(BigInteger.ONE), orderEight,
				ED25519_PRIME.subtract(orderEight));
	}

}
