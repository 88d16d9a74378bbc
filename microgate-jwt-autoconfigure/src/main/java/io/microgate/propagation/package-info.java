/**
 * IdentityPropagation: what of a verified client is passed on to the handler or upstream.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.propagation;

import org.jspecify.annotations.NullMarked;
