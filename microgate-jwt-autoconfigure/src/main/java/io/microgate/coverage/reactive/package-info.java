/**
 * Reads the mappings of WebFlux for the coverage of routes.
 */
@NullMarked
package io.microgate.coverage.reactive;

import org.jspecify.annotations.NullMarked;
