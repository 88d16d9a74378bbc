/**
 * Implements the JWKS resource: where verification keys come from, when they are fetched,
 * and their state.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.jwks;

import org.jspecify.annotations.NullMarked;
