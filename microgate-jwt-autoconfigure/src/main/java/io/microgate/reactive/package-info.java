/**
 * Adapts Spring WebFlux: the auto-configuration, exchange to facts, decision to response,
 * and the mappings of the application.
 */
@NullMarked
package io.microgate.reactive;

import org.jspecify.annotations.NullMarked;
