/**
 * Reads mounted secrets and follows them when they change.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.secret;

import org.jspecify.annotations.NullMarked;
