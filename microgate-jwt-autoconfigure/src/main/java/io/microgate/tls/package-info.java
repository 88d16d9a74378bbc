/**
 * Decides about the certificate of a server that keys are fetched from.
 */
@NullMarked
package io.microgate.tls;

import org.jspecify.annotations.NullMarked;
