package io.microgate.verdict;

import tools.jackson.databind.JsonNode;

/**
 * A token of the test vectors and what has to come of it.
 *
 * @param name the vector
 * @param key the JWK, list of JWKs or JWK set to verify it with
 * @param token the token
 * @param reason the reason code, or {@link Expectation#ALLOWED}
 */
record VectorToken(String name, JsonNode key, String token, String reason) {
}
