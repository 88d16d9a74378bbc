/**
 * The JWKS resource: where verification keys come from, and their state.
 */
@NullMarked
package io.microgate.jwks;

import org.jspecify.annotations.NullMarked;
