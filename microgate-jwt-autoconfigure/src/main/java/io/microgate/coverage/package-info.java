/**
 * Tells which policy entry decides about each mapping of the application, and what hides
 * what. Knows no web stack.
 */
@NullMarked
package io.microgate.coverage;

import org.jspecify.annotations.NullMarked;
