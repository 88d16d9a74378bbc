/**
 * When tasks run that no request has asked for.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.timer;

import org.jspecify.annotations.NullMarked;
