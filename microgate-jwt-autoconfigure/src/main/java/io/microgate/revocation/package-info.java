/**
 * Tokens that are revoked before they expire.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.revocation;

import org.jspecify.annotations.NullMarked;
