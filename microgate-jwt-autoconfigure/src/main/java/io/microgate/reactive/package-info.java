/**
 * Adapts Spring WebFlux: the auto-configuration, exchange to facts, decision to response,
 * and the mappings of the application.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.reactive;

import org.jspecify.annotations.NullMarked;
