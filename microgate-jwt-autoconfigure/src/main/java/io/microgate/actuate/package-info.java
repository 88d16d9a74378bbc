/**
 * Reports health, the {@code microgate} endpoint and meters.
 */
@NullMarked
package io.microgate.actuate;

import org.jspecify.annotations.NullMarked;
