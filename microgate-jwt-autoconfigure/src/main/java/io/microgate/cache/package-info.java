/**
 * What is remembered in the memory of the process, up to a bound.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.cache;

import org.jspecify.annotations.NullMarked;
