/**
 * Tokens that are bound to a key or certificate of their sender (RFC 7800): the
 * certificate of RFC 8705 and the proofs of RFC 9449.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.binding;

import org.jspecify.annotations.NullMarked;
