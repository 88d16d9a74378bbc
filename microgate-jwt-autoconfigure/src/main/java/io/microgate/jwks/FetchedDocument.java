package io.microgate.jwks;

import org.jspecify.annotations.Nullable;

/**
 * A document as it was fetched.
 *
 * @param body the document
 * @param contentType what its server says it is, {@code null} if it does not
 */
record FetchedDocument(byte[] body, @Nullable String contentType) {
}
