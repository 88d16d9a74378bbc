package io.microgate.match;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Percent-decoding as strict UTF-8 (RFC 3986 section 2.1): one reading or none.
 */
public final class PercentDecoder {

	private PercentDecoder() {
	}

	/**
	 * Decodes a text once; a plus sign stays a plus sign.
	 * @param text the text as sent
	 * @return the decoded text, or {@code null} when a percent sign is not followed by
	 * two hexadecimal digits, the bytes are not UTF-8, or the text is not ASCII
	 */
	public static @Nullable String decode(String text) {
		if (isPlain(text)) {
			return text;
		}
		ByteBuffer bytes = ByteBuffer.allocate(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			int octet = (c == '%') ? octetAt(text, i + 1) : c;
			if (octet < 0 || c > '~') {
				return null;
			}
			bytes.put((byte) octet);
			i += (c == '%') ? 2 : 0;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
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
