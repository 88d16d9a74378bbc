/**
 * Implements the JWKS resource: where verification keys come from, when they are fetched,
 * and their state.
 */
@NullMarked
package io.microgate.jwks;

import org.jspecify.annotations.NullMarked;
