package io.microgate.decision;

import java.util.Objects;

import org.springframework.http.MediaType;

/**
 * The body of a refusal.
 *
 * @param contentType its media type
 * @param content its bytes, which are not changed any more
 */
public record RefusalBody(MediaType contentType, byte[] content) {

	/**
	 * Creates a body.
	 * @param contentType its media type
	 * @param content its bytes
	 * @throws IllegalArgumentException if the media type has a wildcard
	 */
	public RefusalBody {
		Objects.requireNonNull(contentType, "'contentType' must not be null");
		Objects.requireNonNull(content, "'content' must not be null");
		if (!contentType.isConcrete()) {
			throw new IllegalArgumentException("'contentType' must not have a wildcard");
		}
	}

}
