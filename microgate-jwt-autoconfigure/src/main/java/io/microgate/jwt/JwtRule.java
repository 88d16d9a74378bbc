package io.microgate.jwt;

/**
 * A compiled JWT resource: where the token is found and what makes it acceptable.
 *
 * @param name name of the JWT
 * @param extractor finds the token
 * @param verifier judges it
 */
public record JwtRule(String name, TokenExtractor extractor, TokenVerifier verifier) {
}
