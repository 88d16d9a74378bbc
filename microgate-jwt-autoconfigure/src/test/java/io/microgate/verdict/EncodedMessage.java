package io.microgate.verdict;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * The encoded message of an RSA signature (RFC 8017 section 9), well-formed or not.
 */
final class EncodedMessage {

	private static final List<String> HASHES = List.of("SHA-256", "SHA-384", "SHA-512");

	/** Less of a hash could be there by chance. */
	private static final int LEAST_RUN = 16;

	private EncodedMessage() {
	}

	/**
	 * Puts one hash in the place of another.
	 * @param message the encoded message
	 * @param signed what is hashed in it
	 * @param input what is to be hashed
	 * @return the encoded message, {@code null} if there is none
	 */
	static byte[] repeat(byte[] message, String signed, String input) {
		if (message[0] == 0 && message[1] == 1 && message[2] == -1) {
			return repeatPkcs1(message, signed, input);
		}
		for (String hash : HASHES) {
			byte[] another = new PssMessage(message, hash).repeat(hash(hash, VectorKey.ascii(signed)),
					hash(hash, VectorKey.ascii(input)));
			if (another != null) {
				return another;
			}
		}
		return null;
	}

	static byte[] hash(String algorithm, byte[]... parts) {
		try {
			MessageDigest digest = MessageDigest.getInstance(algorithm);
			for (byte[] part : parts) {
				digest.update(part);
			}
			return digest.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A padding that has lost its hash stays as it is. */
	private static byte[] repeatPkcs1(byte[] message, String signed, String input) {
		for (String hash : HASHES) {
			byte[] before = hash(hash, VectorKey.ascii(signed));
			byte[] after = hash(hash, VectorKey.ascii(input));
			for (int length = before.length; length >= LEAST_RUN; length--) {
				for (int start = 0; start + length <= before.length; start++) {
					byte[] another = replaced(message, Arrays.copyOfRange(before, start, start + length),
							Arrays.copyOfRange(after, start, start + length));
					if (!Arrays.equals(another, message)) {
						return another;
					}
				}
			}
		}
		return message;
	}

	private static byte[] replaced(byte[] bytes, byte[] part, byte[] by) {
		byte[] result = bytes.clone();
		for (int i = 0; i + part.length <= bytes.length; i++) {
			if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
				System.arraycopy(by, 0, result, i, by.length);
			}
		}
		return result;
	}

}
