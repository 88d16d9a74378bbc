package io.microgate.jose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Strict base64url (RFC 7515 section 2): the URL alphabet, no padding, no white space,
 * and one text only for the same bytes, so bits that do not count are zero.
 */
final class Base64Url {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private Base64Url() {
	}

	/**
	 * Decodes a string.
	 * @param text the base64url string, the empty string stands for no bytes
	 * @return the bytes
	 * @throws MalformedJoseException if the text is not strict base64url
	 */
	static byte[] decode(String text) throws MalformedJoseException {
		if (text.indexOf('=') >= 0 || !hasZeroTrailingBits(text)) {
			throw notBase64Url();
		}
		try {
			// a character beyond Latin-1 becomes '?', which the decoder refuses
			return Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IllegalArgumentException ex) {
			throw notBase64Url();
		}
	}

	private static boolean hasZeroTrailingBits(String text) {
		int unused = switch (text.length() % 4) {
			case 0 -> 0;
			case 2 -> 0b1111;
			case 3 -> 0b11;
			default -> -1;
		};
		if (unused <= 0) {
			return unused == 0;
		}
		int last = ALPHABET.indexOf(text.charAt(text.length() - 1));
		return last >= 0 && (last & unused) == 0;
	}

	private static MalformedJoseException notBase64Url() {
		return new MalformedJoseException("is not base64url");
	}

}
