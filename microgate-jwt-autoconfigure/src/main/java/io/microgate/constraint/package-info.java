/**
 * Declares what specs are made of: constraints, references and durations.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.constraint;

import org.jspecify.annotations.NullMarked;
