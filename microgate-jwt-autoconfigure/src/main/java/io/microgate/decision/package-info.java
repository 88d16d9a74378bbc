/**
 * Says what was decided about a request and why, and tells listeners. Used by all rooms
 * that decide.
 */
@NullMarked
package io.microgate.decision;

import org.jspecify.annotations.NullMarked;
