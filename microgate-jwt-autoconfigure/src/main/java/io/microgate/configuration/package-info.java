/**
 * Reads properties and manifests into checked specs, with all problems in one report.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.configuration;

import org.jspecify.annotations.NullMarked;
