/**
 * Implements the JWT resource: where a token is found and what makes it acceptable.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.jwt;

import org.jspecify.annotations.NullMarked;
