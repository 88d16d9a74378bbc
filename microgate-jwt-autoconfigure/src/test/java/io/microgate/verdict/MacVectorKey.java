package io.microgate.verdict;

import java.util.Arrays;

/**
 * A secret of a test vector.
 */
final class MacVectorKey implements VectorKey {

	private final byte[] secret;

	MacVectorKey(byte[] secret) {
		this.secret = secret;
	}

	@Override
	public byte[] sign(byte[] genuine, String signed, String input) {
		return Forgery.mac(this.secret, "HS" + genuine.length * 8, input);
	}

	@Override
	public byte[] repeat(byte[] signature, String signed, String input) {
		return Arrays.equals(sign(signature, signed, signed), signature) ? sign(signature, signed, input) : null;
	}

}
