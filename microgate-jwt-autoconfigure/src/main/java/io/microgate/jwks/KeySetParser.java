package io.microgate.jwks;

/**
 * Reads a JWK set strictly (RFC 7517).
 */
public final class KeySetParser {

	/**
	 * Reads a key set.
	 * @param json the JWK set as UTF-8
	 * @return the usable keys and what was left out
	 * @throws InvalidKeySetException if this is no JWK set or has no usable key
	 */
	public ParsedKeySet parse(byte[] json) throws InvalidKeySetException {
		throw new UnsupportedOperationException();
	}

}
