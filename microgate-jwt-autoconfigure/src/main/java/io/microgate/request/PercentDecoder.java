package io.microgate.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Percent-decoding as strict UTF-8 (RFC 3986 section 2.1): one reading or none.
 */
public final class PercentDecoder {

	private static final char REPLACEMENT = '\ufffd';

	private PercentDecoder() {
	}

	/**
	 * Decodes a string once; a plus sign stays a plus sign.
	 * @param text the text as sent
	 * @return the decoded text, or {@code null} when a percent sign is not followed by
	 * two hexadecimal digits, the bytes are not UTF-8, or the text is not ASCII
	 */
	public static @Nullable String decode(String text) {
		if (isPlain(text)) {
			return text;
		}
		byte[] bytes = new byte[text.length()];
		int length = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			int octet = (c == '%') ? octetAt(text, i + 1) : c;
			if (octet < 0 || c > '~') {
				return null;
			}
			bytes[length++] = (byte) octet;
			i += (c == '%') ? 2 : 0;
		}
		return decode(bytes, length);
	}

	/**
	 * What is not UTF-8 becomes a replacement character on the quick way, so a string
	 * without one is what was sent.
	 */
	private static @Nullable String decode(byte[] bytes, int length) {
		String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
		if (text.indexOf(REPLACEMENT) < 0) {
			return text;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) == '%' || text.charAt(i) > '~') {
				return false;
			}
		}
		return true;
	}

	private static int octetAt(String text, int index) {
		if (index + 1 >= text.length()) {
			return -1;
		}
		int high = hexDigit(text.charAt(index));
		int low = hexDigit(text.charAt(index + 1));
		return (high < 0 || low < 0) ? -1 : (high << 4) | low;
	}

	/** ASCII digits only: {@code Character.digit} also takes those of other scripts. */
	private static int hexDigit(char c) {
		return (c < 0x80) ? Character.digit(c, 16) : -1;
	}

}
