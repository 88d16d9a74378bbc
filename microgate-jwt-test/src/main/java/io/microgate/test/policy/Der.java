package io.microgate.test.policy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes DER (X.690), as much of it as certificates of cases need.
 */
final class Der {

	private Der() {
	}

	static byte[] tagged(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		Arrays.stream(parts).forEach(content::writeBytes);
		ByteArrayOutputStream der = new ByteArrayOutputStream();
		der.write(tag);
		writeLength(content.size(), der);
		der.writeBytes(content.toByteArray());
		return der.toByteArray();
	}

	/** One byte, or how many bytes it takes and these bytes. */
	private static void writeLength(int length, ByteArrayOutputStream der) {
		if (length < 0x80) {
			der.write(length);
			return;
		}
		byte[] bytes = BigInteger.valueOf(length).toByteArray();
		byte[] shortest = (bytes[0] == 0) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
		der.write(0x80 | shortest.length);
		der.writeBytes(shortest);
	}

	static byte[] sequence(byte[]... parts) {
		return tagged(0x30, parts);
	}

	static byte[] integer(long value) {
		return tagged(0x02, BigInteger.valueOf(value).toByteArray());
	}

	static byte[] oid(String hex) {
		return tagged(0x06, HexFormat.of().parseHex(hex));
	}

	static byte[] octets(byte[] content) {
		return tagged(0x04, content);
	}

	static byte[] bits(byte[] content) {
		return tagged(0x03, new byte[] { 0 }, content);
	}

}
