/**
 * Route coverage: which entry of which policy decides about each mapping of the
 * application. Knows no web stack.
 */
@NullMarked
package io.microgate.coverage;

import org.jspecify.annotations.NullMarked;
