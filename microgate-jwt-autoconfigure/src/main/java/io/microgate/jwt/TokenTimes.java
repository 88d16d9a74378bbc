package io.microgate.jwt;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The claims of a token that are times.
 *
 * @param expiresAt {@code exp}
 * @param notBefore {@code nbf}
 * @param issuedAt {@code iat}
 */
record TokenTimes(@Nullable Instant expiresAt, @Nullable Instant notBefore, @Nullable Instant issuedAt) {
}
