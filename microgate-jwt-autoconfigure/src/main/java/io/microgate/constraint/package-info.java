/**
 * Declares what specs are made of: constraints, references and durations.
 */
@NullMarked
package io.microgate.constraint;

import org.jspecify.annotations.NullMarked;
