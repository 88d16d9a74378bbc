package io.microgate.jwks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/**
 * Unpacks a body that is gzip (RFC 1952): one member that is complete, with nothing after
 * it, and not longer than a key set may be. The JDK's stream joins members, and ignores
 * what comes after them.
 */
final class GzipBody {

	private static final int BUFFER = 8192;

	private static final int TRAILER = 8;

	private static final int MAGIC = 0x1f8b;

	private final byte[] packed;

	GzipBody(byte[] packed) {
		this.packed = packed;
	}

	byte[] unpack() throws FetchException {
		int start = headerLength();
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(this.packed, start, this.packed.length - start);
			byte[] unpacked = inflate(inflater);
			checkTrailer(unpacked, inflater.getRemaining());
			if (isGzip(unpacked)) {
				throw new FetchException("the answer is gzip within gzip");
			}
			return unpacked;
		}
		catch (DataFormatException ex) {
			throw new FetchException("the answer is gzip that is damaged");
		}
		finally {
			inflater.end();
		}
	}

	private static boolean isGzip(byte[] content) {
		return content.length >= 2 && ByteBuffer.wrap(content).getShort() == (short) MAGIC;
	}

	/** The JDK's stream reads the header when it is created, and no byte more. */
	private int headerLength() throws FetchException {
		if (!isGzip(this.packed)) {
			throw new FetchException("the answer is not gzip, although its Content-Encoding says so");
		}
		ByteArrayInputStream rest = new ByteArrayInputStream(this.packed);
		try {
			new GZIPInputStream(rest).close();
			return this.packed.length - rest.available();
		}
		catch (IOException ex) {
			throw new FetchException("the answer is gzip with a damaged or incomplete header");
		}
	}

	private static byte[] inflate(Inflater inflater) throws DataFormatException, FetchException {
		ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
		byte[] buffer = new byte[BUFFER];
		while (!inflater.finished()) {
			int count = inflater.inflate(buffer);
			if (count == 0 && !inflater.finished()) {
				throw new FetchException("the answer is gzip that is cut off");
			}
			if (count > DocumentBody.MAX_BYTES - unpacked.size()) {
				throw new FetchException("the answer is longer than 1 MiB when it is unpacked");
			}
			unpacked.write(buffer, 0, count);
		}
		return unpacked.toByteArray();
	}

	private void checkTrailer(byte[] unpacked, int remaining) throws FetchException {
		if (remaining < TRAILER) {
			throw new FetchException("the answer is gzip that is cut off");
		}
		if (remaining > TRAILER) {
			throw new FetchException("the answer is gzip of more than one member, or with content after its end");
		}
		ByteBuffer trailer = ByteBuffer.wrap(this.packed).order(ByteOrder.LITTLE_ENDIAN);
		trailer.position(this.packed.length - TRAILER);
		CRC32 checksum = new CRC32();
		checksum.update(unpacked);
		if (trailer.getInt() != (int) checksum.getValue() || trailer.getInt() != unpacked.length) {
			throw new FetchException("the answer is gzip that is damaged");
		}
	}

}
