/**
 * Says what was decided about a request and why, and tells listeners. Used by all rooms
 * that decide.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.decision;

import org.jspecify.annotations.NullMarked;
