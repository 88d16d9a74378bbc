/**
 * Makes really signed tokens for tests, and the keys that verify them.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.test.token;

import org.jspecify.annotations.NullMarked;
