package io.microgate.binding;

import java.time.Instant;

/**
 * A proof that has been found good and may be used once (RFC 9449 section 11.1).
 *
 * @param thumbprint thumbprint of the key that has signed it
 * @param hash identifies it: a hash of that thumbprint and its {@code jti}
 * @param usableUntil when it is too old to be used again
 */
public record UsedProof(String thumbprint, String hash, Instant usableUntil) {
}
