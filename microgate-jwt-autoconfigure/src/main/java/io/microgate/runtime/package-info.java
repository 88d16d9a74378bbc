/**
 * Holds the configuration that is in force: compiled, and replaced as a whole.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.runtime;

import org.jspecify.annotations.NullMarked;
