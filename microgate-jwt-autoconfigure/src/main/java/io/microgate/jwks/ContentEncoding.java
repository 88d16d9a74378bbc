package io.microgate.jwks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The encoding of a body (RFC 9110 section 8.4). No encoding is asked for, but some
 * servers and proxies send gzip nevertheless, or a word that is no encoding: a charset,
 * {@code none}, the {@code aws-chunked} of an upload.
 */
final class ContentEncoding {

	private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

	/** What is registered and is not decoded. */
	private static final Set<String> OTHERS = Set.of("aes128gcm", "br", "compress", "x-compress", "dcb", "dcz",
			"deflate", "exi", "pack200-gzip", "zstd");

	private static final Pattern READABLE = Pattern.compile("(\u00ef\u00bb\u00bf)?[ \\t\\r\\n]*[{\\[<].*",
			Pattern.DOTALL);

	/** How much of a body is looked at. */
	private static final int BEGINNING = 1024;

	private final List<String> codings = new ArrayList<>();

	/** Names that are no codings. */
	private final List<String> unknown = new ArrayList<>();

	/**
	 * Reads the header.
	 * @param values the values of all Content-Encoding headers of a response
	 */
	ContentEncoding(List<String> values) {
		for (String value : values) {
			for (String element : value.split(",")) {
				add(element.replaceFirst(";.*", "").replace('"', ' ').strip().toLowerCase(Locale.ROOT));
			}
		}
	}

	private void add(String coding) {
		if (GZIP.contains(coding) || OTHERS.contains(coding)) {
			this.codings.add(coding);
		}
		else if (!coding.isEmpty()) {
			this.unknown.add(coding);
		}
	}

	/**
	 * Says why a body cannot be decoded.
	 * @return the reason, {@code null} if there is none
	 */
	@Nullable String refusal() {
		return (this.codings.isEmpty() || isGzip()) ? null : notDecoded(this.codings);
	}

	private static String notDecoded(List<String> codings) {
		return "the answer has the Content-Encoding '" + LogText.of(String.join(", ", codings))
				+ "', only 'gzip' is decoded, and only once";
	}

	private boolean isGzip() {
		return this.codings.size() == 1 && GZIP.contains(this.codings.get(0));
	}

	/**
	 * Decodes a body.
	 * @param body the body as it was sent
	 * @return the body without its encoding
	 * @throws FetchException if it is not what the header says
	 */
	byte[] decode(byte[] body) throws FetchException {
		byte[] decoded = isGzip() ? new GzipBody(body).unpack() : body;
		if (!this.unknown.isEmpty() && !isReadable(decoded)) {
			throw new FetchException(notDecoded(this.unknown));
		}
		return decoded;
	}

	/** JSON or markup was not encoded, whatever the header says. */
	private static boolean isReadable(byte[] body) {
		String beginning = new String(body, 0, Math.min(body.length, BEGINNING), StandardCharsets.ISO_8859_1);
		return READABLE.matcher(beginning).matches();
	}

}
