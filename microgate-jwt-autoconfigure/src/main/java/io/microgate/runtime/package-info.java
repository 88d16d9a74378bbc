/**
 * Holds the configuration that is in force: compiled, and replaced as a whole.
 */
@NullMarked
package io.microgate.runtime;

import org.jspecify.annotations.NullMarked;
