package io.microgate.binding;

/**
 * How a token was sent.
 */
public enum TokenScheme {

	/** In {@code Authorization} with the scheme {@code Bearer} (RFC 6750 section 2.1). */
	BEARER,

	/** In {@code Authorization} with the scheme {@code DPoP} (RFC 9449 section 7.1). */
	DPOP,

	/** At a source that has no scheme. */
	NONE

}
