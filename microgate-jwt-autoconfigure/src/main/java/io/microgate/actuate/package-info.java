/**
 * Reports health, the {@code microgate} endpoint and meters.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.actuate;

import org.jspecify.annotations.NullMarked;
