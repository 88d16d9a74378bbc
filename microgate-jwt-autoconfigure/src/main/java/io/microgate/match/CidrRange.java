package io.microgate.match;

import java.util.Arrays;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3). Host bits
 * are ignored, IPv4-mapped IPv6 addresses count as IPv4. A range of one family contains
 * no address of the other: {@code ::/0} is all of IPv6 and nothing of IPv4.
 */
public final class CidrRange {

	private static final int MAPPED_PREFIX_BITS = 96;

	private final byte[] network;

	private final int prefixBits;

	private CidrRange(byte[] network, int prefixBits) {
		this.network = network;
		this.prefixBits = prefixBits;
	}

	/**
	 * Parses a range. Host names are rejected, not resolved.
	 * @param text an address literal, a slash and the length of the prefix in bits
	 * @return the range
	 * @throws IllegalArgumentException when the text is no such range, with a message
	 * that says why
	 */
	public static CidrRange parse(String text) {
		int slash = text.indexOf('/');
		if (slash < 0) {
			throw invalid(text, "it has no prefix length; for a single address write /32 (IPv4) or /128 (IPv6)");
		}
		byte[] address = AddressLiteral.parse(text.substring(0, slash));
		if (address == null) {
			throw invalid(text, "the part before the slash is no IPv4 or IPv6 address");
		}
		int prefixBits = AddressLiteral.parseDecimal(text.substring(slash + 1), 8 * address.length);
		if (prefixBits < 0) {
			throw invalid(text, "the prefix length is no number from 0 to " + 8 * address.length);
		}
		int start = AddressLiteral.start(address);
		if (start > 0 && prefixBits < MAPPED_PREFIX_BITS) {
			throw invalid(text, "the prefix length of an IPv4-mapped range is no number from 96 to 128");
		}
		return new CidrRange(Arrays.copyOfRange(address, start, address.length), prefixBits - 8 * start);
	}

	/**
	 * Whether the range contains an address.
	 * @param address the address in network byte order, as
	 * {@link java.net.InetAddress#getAddress()} gives it
	 * @return {@code false} also for an address of the other family
	 */
	public boolean contains(byte[] address) {
		int start = AddressLiteral.start(address);
		if (address.length - start != this.network.length) {
			return false;
		}
		int bytes = this.prefixBits / 8;
		if (!Arrays.equals(this.network, 0, bytes, address, start, start + bytes)) {
			return false;
		}
		int bits = this.prefixBits % 8;
		return bits == 0 || (this.network[bytes] ^ address[start + bytes]) >> (8 - bits) == 0;
	}

	private static IllegalArgumentException invalid(String text, String reason) {
		return new IllegalArgumentException("'%s' is no CIDR range: %s".formatted(text, reason));
	}

}
