/**
 * Decides about the certificate of a server that keys are fetched from.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.tls;

import org.jspecify.annotations.NullMarked;
