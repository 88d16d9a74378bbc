/**
 * Reads strict JSON, base64url, compact JWS and JWKs (RFC 7515, 7517, 7518).
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.jose;

import org.jspecify.annotations.NullMarked;
