package io.microgate.test.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Addresses in and beside ranges.
 */
final class AddressValues {

	private AddressValues() {
	}

	/** Lists the first and last addresses of ranges, and those before and behind them. */
	static List<String> of(List<String> ranges) {
		Set<String> addresses = new LinkedHashSet<>();
		for (String range : ranges) {
			addresses.addAll(of(range));
		}
		return List.copyOf(addresses);
	}

	private static List<String> of(String range) {
		int slash = range.indexOf('/');
		byte[] bytes = parse(range.substring(0, slash));
		int bits = bytes.length * 8;
		BigInteger size = BigInteger.ONE.shiftLeft(bits - Integer.parseInt(range.substring(slash + 1)));
		BigInteger address = new BigInteger(1, bytes);
		BigInteger first = address.subtract(address.mod(size));
		List<String> addresses = new ArrayList<>();
		for (BigInteger candidate : List.of(first, first.add(size).subtract(BigInteger.ONE),
				first.subtract(BigInteger.ONE), first.add(size))) {
			if (candidate.signum() >= 0 && candidate.bitLength() <= bits) {
				addresses.add(write(candidate, bytes.length));
			}
		}
		return addresses;
	}

	private static byte[] parse(String literal) {
		try {
			return InetAddress.getByName(literal).getAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static String write(BigInteger address, int length) {
		byte[] bytes = new byte[length];
		byte[] value = address.toByteArray();
		for (int i = 0; i < Math.min(length, value.length); i++) {
			bytes[length - 1 - i] = value[value.length - 1 - i];
		}
		try {
			return InetAddress.getByAddress(bytes).getHostAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
