package io.microgate.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
		byte[] bytes = bytes(text);
		return decode(bytes, 0, bytes.length);
	}

	/**
	 * Returns the bytes of a string, one for each character: of one beyond Latin-1 a
	 * question mark, which is not decoded.
	 * @param text the string
	 * @return its bytes
	 * @throws MalformedJoseException if it has a surrogate pair, which is one question
	 * mark for two characters
	 */
	static byte[] bytes(String text) throws MalformedJoseException {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		if (bytes.length != text.length()) {
			throw notBase64Url();
		}
		return bytes;
	}

	/**
	 * Decodes a part of a string.
	 * @param text the {@link #bytes} of the string
	 * @param start where the part starts
	 * @param end where it ends
	 * @return the decoded bytes
	 * @throws MalformedJoseException if the part is not strict base64url
	 */
	static byte[] decode(byte[] text, int start, int end) throws MalformedJoseException {
		if (!isUnambiguous(text, start, end)) {
			throw notBase64Url();
		}
		try {
			return Base64.getUrlDecoder().decode(Arrays.copyOfRange(text, start, end));
		}
		catch (IllegalArgumentException ex) {
			throw notBase64Url();
		}
	}

	/** The decoder itself refuses padding anywhere but at the end. */
	private static boolean isUnambiguous(byte[] text, int start, int end) {
		if (start == end) {
			return true;
		}
		int unused = switch ((end - start) % 4) {
			case 0 -> 0;
			case 2 -> 0b1111;
			case 3 -> 0b11;
			default -> -1;
		};
		int last = ALPHABET.indexOf(text[end - 1]);
		return unused >= 0 && last >= 0 && (last & unused) == 0;
	}

	private static MalformedJoseException notBase64Url() {
		return new MalformedJoseException("is not base64url");
	}

}
