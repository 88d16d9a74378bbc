package io.microgate.jwks;

import java.util.Map;

import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was fetched.
 *
 * @param body the document
 * @param contentType what its server says it is, {@code null} if it does not
 */
record FetchedDocument(byte[] body, @Nullable String contentType) {

	/** Reads the document as a JSON object, past a byte order mark. */
	Map<String, @Nullable Object> members() throws MalformedJoseException {
		return StrictJson.parseObject(KeySetParser.withoutByteOrderMark(this.body));
	}

}
