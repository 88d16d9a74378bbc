package io.microgate.match;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Parses IP address literals (RFC 4291 section 2.2, dotted decimal for IPv4). JDK 17 has
 * no parser that is strict and never queries the DNS.
 */
public final class AddressLiteral {

	private static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

	private static final int IPV4_BYTES = 4;

	private static final int IPV6_BYTES = 16;

	private static final int MAPPED_PREFIX_BYTES = IPV6_BYTES - IPV4_BYTES;

	private AddressLiteral() {
	}

	/**
	 * Parses a literal without zone and brackets.
	 * @param text the literal
	 * @return 4 or 16 bytes, or {@code null} if the string is not a literal
	 */
	public static byte @Nullable [] parse(String text) {
		if (text.length() > LONGEST) {
			return null;
		}
		return (text.indexOf(':') < 0) ? parseIpv4(text) : parseIpv6(text);
	}

	/**
	 * Parses a decimal number that has no sign and no leading zero, which others might
	 * read as octal.
	 * @param text the number
	 * @param max the highest value allowed, three digits at most
	 * @return the number, or -1 if the string is not such a number
	 */
	static int parseDecimal(String text, int max) {
		if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
			return -1;
		}
		int number = parseDigits(text, 10);
		return (number <= max) ? number : -1;
	}

	/**
	 * Finds the IPv4 address in an IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2).
	 * @param address 4 or 16 bytes
	 * @return the index that the folded address starts at
	 */
	static int start(byte[] address) {
		if (address.length != IPV6_BYTES || address[10] != -1 || address[11] != -1) {
			return 0;
		}
		for (int i = 0; i < 10; i++) {
			if (address[i] != 0) {
				return 0;
			}
		}
		return MAPPED_PREFIX_BYTES;
	}

	private static byte @Nullable [] parseIpv4(String text) {
		String[] octets = text.split("\\.", -1);
		if (octets.length != IPV4_BYTES) {
			return null;
		}
		byte[] address = new byte[IPV4_BYTES];
		for (int i = 0; i < IPV4_BYTES; i++) {
			int octet = parseDecimal(octets[i], 255);
			if (octet < 0) {
				return null;
			}
			address[i] = (byte) octet;
		}
		return address;
	}

	private static byte @Nullable [] parseIpv6(String text) {
		String groups = withoutDots(text);
		int gap = groups.indexOf("::");
		if (gap < 0) {
			byte[] address = parseGroups(groups);
			return (address != null && address.length == IPV6_BYTES) ? address : null;
		}
		byte[] head = parseGroups(groups.substring(0, gap));
		byte[] tail = parseGroups(groups.substring(gap + 2));
		if (head == null || tail == null || head.length + tail.length >= IPV6_BYTES) {
			return null;
		}
		byte[] address = Arrays.copyOf(head, IPV6_BYTES);
		System.arraycopy(tail, 0, address, IPV6_BYTES - tail.length, tail.length);
		return address;
	}

	private static String withoutDots(String text) {
		int end = text.lastIndexOf(':') + 1;
		byte[] ipv4 = parseIpv4(text.substring(end));
		if (ipv4 == null) {
			return text;
		}
		return text.substring(0, end) + String.format("%02x%02x:%02x%02x", ipv4[0], ipv4[1], ipv4[2], ipv4[3]);
	}

	private static byte @Nullable [] parseGroups(String text) {
		if (text.isEmpty()) {
			return new byte[0];
		}
		String[] groups = text.split(":", -1);
		byte[] bytes = new byte[2 * groups.length];
		for (int i = 0; i < groups.length; i++) {
			int group = (groups[i].length() <= 4) ? parseDigits(groups[i], 16) : -1;
			if (group < 0) {
				return null;
			}
			bytes[2 * i] = (byte) (group >> 8);
			bytes[2 * i + 1] = (byte) group;
		}
		return bytes;
	}

	private static int parseDigits(String text, int radix) {
		int number = text.isEmpty() ? -1 : 0;
		for (int i = 0; i < text.length(); i++) {
			char letter = text.charAt(i);
			int digit = (letter < 128) ? Character.digit(letter, radix) : -1;
			if (digit < 0) {
				return -1;
			}
			number = radix * number + digit;
		}
		return number;
	}

}
