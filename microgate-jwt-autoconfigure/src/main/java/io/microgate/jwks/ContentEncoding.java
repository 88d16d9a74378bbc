package io.microgate.jwks;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The encoding of a body (RFC 9110 section 8.4). No encoding is asked for, but some
 * servers and proxies send gzip nevertheless, or a charset in the wrong header.
 */
final class ContentEncoding {

	private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

	/** Without what does not encode. */
	private final List<String> codings = new ArrayList<>();

	/**
	 * Reads the header.
	 * @param values the values of all Content-Encoding headers of a response
	 */
	ContentEncoding(List<String> values) {
		for (String value : values) {
			for (String element : value.split(",")) {
				String coding = element.strip().toLowerCase(Locale.ROOT);
				if (!coding.isEmpty() && !coding.equals("identity") && !isCharset(coding)) {
					this.codings.add(coding);
				}
			}
		}
	}

	/** JSON is UTF-8 whatever a header says (RFC 8259 sections 8.1 and 11). */
	private static boolean isCharset(String name) {
		try {
			return Charset.isSupported(name);
		}
		catch (IllegalCharsetNameException ex) {
			return false;
		}
	}

	/**
	 * Says why a body cannot be decoded.
	 * @return the reason, {@code null} if there is none
	 */
	@Nullable String refusal() {
		if (this.codings.isEmpty() || isGzip()) {
			return null;
		}
		return "the answer has the Content-Encoding '" + LogText.of(String.join(", ", this.codings))
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
		return isGzip() ? new GzipBody(body).unpack() : body;
	}

}
