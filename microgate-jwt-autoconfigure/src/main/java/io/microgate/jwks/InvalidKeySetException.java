package io.microgate.jwks;

/**
 * Thrown when a document is not a usable JWK set. The message is safe to log: of the
 * document it quotes key ids only, shortened and in printable ASCII.
 */
final class InvalidKeySetException extends Exception {

	private static final long serialVersionUID = 1L;

	InvalidKeySetException(String message) {
		super(message);
	}

}
