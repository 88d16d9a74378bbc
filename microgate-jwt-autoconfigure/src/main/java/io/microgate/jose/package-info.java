/**
 * Reads strict JSON, base64url, compact JWS and JWKs (RFC 7515, 7517, 7518).
 */
@NullMarked
package io.microgate.jose;

import org.jspecify.annotations.NullMarked;
