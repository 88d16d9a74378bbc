package io.microgate.jwks;

import java.security.PublicKey;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One public key of a key set, prepared for verification.
 *
 * @param kid key id (RFC 7517 section 4.5), {@code null} when the JWK has none
 * @param publicKey the key for the JCA
 * @param algorithms the algorithms this key may verify: those that its type, size, curve
 * and {@code alg} allow
 */
public record VerificationKey(@Nullable String kid, PublicKey publicKey, Set<JwsAlgorithm> algorithms) {
}
