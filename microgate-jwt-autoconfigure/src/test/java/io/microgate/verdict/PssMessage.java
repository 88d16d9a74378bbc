package io.microgate.verdict;

import java.util.Arrays;

/**
 * An encoded message of RSASSA-PSS (RFC 8017 section 9.1), well-formed or not.
 */
final class PssMessage {

	private static final byte[] ZEROS = new byte[8];

	private final String algorithm;

	private final byte[] hash;

	/** Padding and salt, unmasked. */
	private final byte[] block;

	private final byte trailer;

	PssMessage(byte[] message, String algorithm) {
		this.algorithm = algorithm;
		int end = message.length - 1;
		int start = end - EncodedMessage.hash(algorithm).length;
		this.hash = Arrays.copyOfRange(message, start, end);
		this.block = masked(Arrays.copyOf(message, start), this.hash);
		this.trailer = message[end];
	}

	/**
	 * Puts one hash in the place of another.
	 * @param before hash of what is signed
	 * @param after hash of what is to be signed
	 * @return the encoded message, {@code null} if there is none
	 */
	byte[] repeat(byte[] before, byte[] after) {
		byte[] salt = confirmedSalt(before);
		if (salt != null) {
			return close(hash(after, salt));
		}
		if (!isPadded()) {
			return null;
		}
		return close(isConstant() ? this.hash : distorted(hash(before, tail()), hash(after, tail())));
	}

	private byte[] close(byte[] another) {
		return Forgery.concat(masked(this.block, another), another, new byte[] { this.trailer });
	}

	private byte[] hash(byte[] messageHash, byte[] salt) {
		return EncodedMessage.hash(this.algorithm, ZEROS, messageHash, salt);
	}

	/** The salt by which the hash is right, wherever in the block it is. */
	private byte[] confirmedSalt(byte[] messageHash) {
		for (int start = 0; start <= this.block.length; start++) {
			int usual = Math.min(start + this.hash.length, this.block.length);
			for (int end : new int[] { usual, this.block.length }) {
				byte[] salt = Arrays.copyOfRange(this.block, start, end);
				if (Arrays.equals(hash(messageHash, salt), this.hash)) {
					return salt;
				}
			}
		}
		return null;
	}

	private boolean isPadded() {
		int separator = this.block.length - this.hash.length - 1;
		for (int i = 0; i < separator; i++) {
			if (this.block[i] != 0) {
				return false;
			}
		}
		return this.block[separator] == 1;
	}

	private byte[] tail() {
		return Arrays.copyOfRange(this.block, this.block.length - this.hash.length, this.block.length);
	}

	private boolean isConstant() {
		byte[] constant = new byte[this.hash.length];
		Arrays.fill(constant, this.hash[0]);
		return Arrays.equals(this.hash, constant);
	}

	/** Differs from the right hash as the one at hand does. */
	private byte[] distorted(byte[] right, byte[] another) {
		byte[] result = another.clone();
		for (int i = 0; i < result.length; i++) {
			result[i] ^= (byte) (this.hash[i] ^ right[i]);
		}
		return result;
	}

	/** MGF1 masks and unmasks. The modulus leaves no room for the first bit. */
	private byte[] masked(byte[] bytes, byte[] seed) {
		byte[] result = bytes.clone();
		byte[] mask = {};
		for (int i = 0; i < result.length; i++) {
			if (i % seed.length == 0) {
				mask = EncodedMessage.hash(this.algorithm, seed, new byte[] { 0, 0, 0, (byte) (i / seed.length) });
			}
			result[i] ^= mask[i % seed.length];
		}
		result[0] &= 0x7f;
		return result;
	}

}
