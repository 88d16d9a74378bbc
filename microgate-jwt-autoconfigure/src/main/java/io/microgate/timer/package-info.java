/**
 * Tasks that run at a certain time or in intervals.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.timer;

import org.jspecify.annotations.NullMarked;
