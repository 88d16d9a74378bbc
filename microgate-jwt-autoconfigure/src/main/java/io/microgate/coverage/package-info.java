/**
 * Tells which policy entry decides about each mapping of the application, and what hides
 * what. Knows no web stack.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.coverage;

import org.jspecify.annotations.NullMarked;
