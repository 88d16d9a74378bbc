package io.microgate.jwks;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Writes DER (X.690), as much of it as certificates and revocation lists need.
 */
public final class Der {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private Der() {
	}

	public static byte[] tagged(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		Arrays.stream(parts).forEach(content::writeBytes);
		ByteArrayOutputStream der = new ByteArrayOutputStream();
		der.write(tag);
		if (content.size() < 0x80) {
			der.write(content.size());
		}
		else {
			byte[] length = BigInteger.valueOf(content.size()).toByteArray();
			byte[] shortest = (length[0] == 0) ? Arrays.copyOfRange(length, 1, length.length) : length;
			der.write(0x80 | shortest.length);
			der.writeBytes(shortest);
		}
		der.writeBytes(content.toByteArray());
		return der.toByteArray();
	}

	public static byte[] sequence(byte[]... parts) {
		return tagged(0x30, parts);
	}

	public static byte[] sequence(List<byte[]> parts) {
		return sequence(parts.toArray(byte[][]::new));
	}

	public static byte[] integer(BigInteger value) {
		return tagged(0x02, value.toByteArray());
	}

	public static byte[] yes() {
		return tagged(0x01, new byte[] { (byte) 0xff });
	}

	public static byte[] oid(String hex) {
		return tagged(0x06, HexFormat.of().parseHex(hex));
	}

	public static byte[] octets(byte[] content) {
		return tagged(0x04, content);
	}

	public static byte[] bits(int unused, byte[] content) {
		return tagged(0x03, new byte[] { (byte) unused }, content);
	}

	public static byte[] time(Instant time) {
		return tagged(0x18, TIME.format(time).getBytes(US_ASCII));
	}

}
