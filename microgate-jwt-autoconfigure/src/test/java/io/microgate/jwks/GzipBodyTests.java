package io.microgate.jwks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GzipBody}.
 */
@Tag("server")
class GzipBodyTests {

	private static final byte[] CONTENT = JwksDocuments.withKids("a", "b").getBytes(StandardCharsets.UTF_8);

	private static byte[] unpack(byte[] packed) throws FetchException {
		return new GzipBody(packed).unpack();
	}

	private static void assertRefused(byte[] packed, String message) {
		assertThatExceptionOfType(FetchException.class).isThrownBy(() -> unpack(packed)).withMessage(message);
	}

	@Test
	void unpackWhenOneMemberThenContent() throws IOException {
		assertThat(unpack(KeySetShape.gzip(CONTENT))).isEqualTo(CONTENT);
		assertThat(unpack(KeySetShape.gzip(new byte[0]))).isEmpty();
	}

	/** What the command line writes, and files in object stores have. */
	@Test
	void unpackWhenHeaderHasOptionalFieldsThenContent() throws IOException {
		byte[] packed = KeySetShape.gzip(CONTENT);
		ByteArrayOutputStream header = new ByteArrayOutputStream();
		header.writeBytes(new byte[] { 0x1f, (byte) 0x8b, 8, 0b11110, 1, 2, 3, 4, 0, 3 });
		header.writeBytes(new byte[] { 3, 0, 'a', 'b', 'c' });
		header.writeBytes("jwks.json\0a comment\0".getBytes(StandardCharsets.US_ASCII));
		CRC32 checksum = new CRC32();
		checksum.update(header.toByteArray());
		header.write((int) checksum.getValue());
		header.write((int) checksum.getValue() >> 8);
		assertThat(unpack(concat(header.toByteArray(), Arrays.copyOfRange(packed, 10, packed.length))))
			.isEqualTo(CONTENT);
	}

	@Test
	void unpackWhenOneMebibyteThenContentAndNotOneByteMore() throws IOException {
		assertThat(unpack(KeySetShape.gzip(new byte[DocumentBody.MAX_BYTES]))).hasSize(DocumentBody.MAX_BYTES);
		assertRefused(KeySetShape.gzip(new byte[DocumentBody.MAX_BYTES + 1]),
				"the answer is longer than 1 MiB when it is unpacked");
	}

	@Test
	void unpackWhenBombThenRefused() throws IOException {
		byte[] bomb = KeySetShape.gzip(new byte[200 * 1024 * 1024]);
		assertThat(bomb).hasSizeLessThan(DocumentBody.MAX_BYTES);
		assertRefused(bomb, "the answer is longer than 1 MiB when it is unpacked");
	}

	@Test
	void unpackWhenGzipWithinGzipThenRefused() throws IOException {
		assertRefused(KeySetShape.gzip(KeySetShape.gzip(CONTENT)), "the answer is gzip within gzip");
	}

	@Test
	void unpackWhenMoreThanOneMemberThenRefused() throws IOException {
		byte[] packed = KeySetShape.gzip(CONTENT);
		String message = "the answer is gzip of more than one member, or with content after its end";
		assertRefused(concat(packed, packed), message);
		assertRefused(concat(KeySetShape.gzip(new byte[0]), packed), message);
		assertRefused(concat(packed, KeySetShape.gzip(new byte[0])), message);
		assertRefused(concat(packed, new byte[1]), message);
	}

	@Test
	void unpackWhenCutOffAnywhereThenRefused() throws IOException {
		byte[] packed = KeySetShape.gzip(CONTENT);
		for (int length = 0; length < packed.length; length++) {
			byte[] cut = Arrays.copyOf(packed, length);
			assertThatExceptionOfType(FetchException.class).isThrownBy(() -> unpack(cut))
				.withMessageMatching((length < 2) ? "the answer is not gzip, although its Content-Encoding says so"
						: (length < 10) ? "the answer is gzip with a damaged or incomplete header"
								: "the answer is gzip that is cut off");
		}
	}

	@Test
	void unpackWhenOneBitIsWrongThenRefusedOrSameContent() throws IOException {
		byte[] packed = KeySetShape.gzip(CONTENT);
		for (int bit = 0; bit < packed.length * 8; bit++) {
			byte[] damaged = packed.clone();
			damaged[bit / 8] ^= (byte) (1 << (bit % 8));
			try {
				assertThat(unpack(damaged)).as("bit %d", bit).isEqualTo(CONTENT);
			}
			catch (FetchException ex) {
				assertThat(ex).hasMessageStartingWith("the answer is ");
			}
		}
	}

	@Test
	void unpackWhenChecksumOrLengthIsWrongThenRefused() throws IOException {
		byte[] packed = KeySetShape.gzip(CONTENT);
		for (int last = 1; last <= 8; last++) {
			byte[] damaged = packed.clone();
			damaged[damaged.length - last] ^= 1;
			assertRefused(damaged, "the answer is gzip that is damaged");
		}
	}

	@Test
	void unpackWhenNotGzipThenRefused() {
		assertRefused(CONTENT, "the answer is not gzip, although its Content-Encoding says so");
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

}
