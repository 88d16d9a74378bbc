/**
 * Implements the JWT resource: where a token is found and what makes it acceptable.
 */
@NullMarked
package io.microgate.jwt;

import org.jspecify.annotations.NullMarked;
