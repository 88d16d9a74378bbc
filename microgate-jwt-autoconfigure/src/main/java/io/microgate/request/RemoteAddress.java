package io.microgate.request;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.microgate.match.AddressLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Reads the remote address from the text that a server reports.
 */
public final class RemoteAddress {

	private RemoteAddress() {
	}

	/**
	 * Parses an address. Names are never resolved.
	 * @param text an IPv4 or IPv6 literal, the latter also with a zone (RFC 4007 section
	 * 11) and in brackets, as some servers and forwarded headers have it
	 * @return the address without its zone, IPv4-mapped IPv6 addresses as IPv4, or
	 * {@code null} when the text is no literal
	 */
	public static @Nullable InetAddress parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		byte[] address = AddressLiteral.parse(withoutZone(withoutBrackets(text)));
		if (address == null) {
			return null;
		}
		try {
			return InetAddress.getByAddress(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("An address has 4 or 16 bytes", ex);
		}
	}

	private static String withoutBrackets(String text) {
		boolean bracketed = text.startsWith("[") && text.endsWith("]") && text.indexOf(':') >= 0;
		return bracketed ? text.substring(1, text.length() - 1) : text;
	}

	private static String withoutZone(String text) {
		int percent = text.indexOf('%');
		boolean zoned = percent >= 0 && percent < text.length() - 1 && text.indexOf(':') >= 0;
		return zoned ? text.substring(0, percent) : text;
	}

}
