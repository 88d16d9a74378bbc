/**
 * Reads mounted secrets and follows them when they change.
 */
@NullMarked
package io.microgate.secret;

import org.jspecify.annotations.NullMarked;
