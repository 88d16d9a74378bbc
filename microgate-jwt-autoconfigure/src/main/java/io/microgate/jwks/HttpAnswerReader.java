package io.microgate.jwks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one HTTP/1.1 answer (RFC 9112) from a connection that is closed afterwards. What
 * has two readings is refused, and nothing is read without a limit.
 */
final class HttpAnswerReader {

	static final int MAX_HEAD_BYTES = 64 * 1024;

	private static final Pattern STATUS_LINE = Pattern.compile("(?s)HTTP/1\\.[0-9] ([1-9][0-9]{2})( .*)?");

	private static final Pattern FIELD = Pattern.compile("(?s)([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");

	private static final Pattern CHUNK_SIZE = Pattern.compile("(?s)(?=[0-9A-Fa-f])0*+([0-9A-Fa-f]{0,7})[ \t]*(;.*)?");

	private final InputStream stream;

	private final String subject;

	private int left = MAX_HEAD_BYTES;

	/**
	 * Creates a reader.
	 * @param stream what the other side sends
	 * @param subject what messages call the answer
	 */
	HttpAnswerReader(InputStream stream, String subject) {
		this.stream = new BufferedInputStream(stream);
		this.subject = subject;
	}

	/**
	 * Reads status and header fields, past those of interim answers.
	 * @return the head of the final answer
	 * @throws FetchException if it is not HTTP, too long or breaks off
	 */
	AnswerHead readHead() throws IOException {
		AnswerHead head;
		do {
			Matcher status = STATUS_LINE.matcher(readLine());
			if (!status.matches()) {
				throw malformed();
			}
			head = new AnswerHead(Integer.parseInt(status.group(1)), readFields());
		}
		while (head.status() < 200);
		return head;
	}

	private Map<String, List<String>> readFields() throws IOException {
		Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = readLine(); !line.isEmpty(); line = readLine()) {
			Matcher field = FIELD.matcher(line);
			if (!field.matches()) {
				throw malformed();
			}
			fields.computeIfAbsent(field.group(1), (name) -> new ArrayList<>()).add(field.group(2).strip());
		}
		return fields;
	}

	/**
	 * Reads the body.
	 * @param head the head that was read before
	 * @param max the greatest length
	 * @return the body
	 * @throws FetchException if it is longer, breaks off or has no clear end
	 */
	byte[] readBody(AnswerHead head, int max) throws IOException {
		List<String> codings = head.all("Transfer-Encoding");
		if (!codings.isEmpty()) {
			if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
				throw malformed();
			}
			return readChunks(max);
		}
		List<String> lengths = head.all("Content-Length");
		if (lengths.isEmpty()) {
			return limited(this.stream.readNBytes(max + 1), max);
		}
		if (lengths.stream().distinct().count() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
			throw malformed();
		}
		long length = Long.parseLong(lengths.get(0));
		return readExactly((int) Math.min(length, max + 1L), max);
	}

	private byte[] readChunks(int max) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
			int room = max - body.size();
			body.writeBytes(readExactly(Math.min(size, room + 1), room));
			if (!readLine().isEmpty()) {
				throw malformed();
			}
		}
		readFields();
		return body.toByteArray();
	}

	private int readChunkSize() throws IOException {
		this.left = MAX_HEAD_BYTES;
		Matcher size = CHUNK_SIZE.matcher(readLine());
		if (!size.matches()) {
			throw malformed();
		}
		return size.group(1).isEmpty() ? 0 : Integer.parseInt(size.group(1), 16);
	}

	private byte[] readExactly(int length, int max) throws IOException {
		byte[] bytes = limited(this.stream.readNBytes(length), max);
		if (bytes.length < length) {
			throw new FetchException(this.subject + " breaks off");
		}
		return bytes;
	}

	private static byte[] limited(byte[] bytes, int max) throws FetchException {
		if (bytes.length > max) {
			throw new FetchException(DocumentBody.TOO_LONG);
		}
		return bytes;
	}

	/** Reads up to a line feed, without the carriage return before it. */
	private String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = this.stream.read(); next != '\n'; next = this.stream.read()) {
			if (next < 0) {
				throw new FetchException(this.subject + " breaks off");
			}
			if (--this.left < 0) {
				throw new FetchException(this.subject + " has more than 64 KiB of header fields");
			}
			line.write(next);
		}
		String text = line.toString(StandardCharsets.ISO_8859_1);
		return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
	}

	private FetchException malformed() {
		return new FetchException(this.subject + " is not HTTP");
	}

}
