/**
 * Client certificates: where they come from, and what conditions read of them.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.certificate;

import org.jspecify.annotations.NullMarked;
