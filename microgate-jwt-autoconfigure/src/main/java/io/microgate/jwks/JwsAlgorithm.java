package io.microgate.jwks;

/**
 * The signature algorithms that are accepted (RFC 7518 section 3.1, RFC 8037, RFC 9864).
 * There is no HMAC and no {@code none}. {@code EdDSA} and {@code Ed25519} are both
 * Ed25519.
 */
public enum JwsAlgorithm {

	RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519

}
