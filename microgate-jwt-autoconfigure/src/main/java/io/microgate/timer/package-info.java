/**
 * Tasks that run at a time, and not at once.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.timer;

import org.jspecify.annotations.NullMarked;
