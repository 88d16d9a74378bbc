/**
 * Health, endpoint and meters.
 */
@NullMarked
package io.microgate.actuate;

import org.jspecify.annotations.NullMarked;
