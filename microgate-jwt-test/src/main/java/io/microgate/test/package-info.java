/**
 * Tests applications that use Microgate: keys from memory, and what makes a context that
 * of a test.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.test;

import org.jspecify.annotations.NullMarked;
