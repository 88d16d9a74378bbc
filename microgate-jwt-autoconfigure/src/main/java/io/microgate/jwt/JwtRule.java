package io.microgate.jwt;

/**
 * A compiled JWT resource: where the token is found and what makes it acceptable.
 *
 * @param extractor finds the token
 * @param verifier judges it
 */
public record JwtRule(TokenExtractor extractor, TokenVerifier verifier) {
}
