/**
 * Reads properties and manifests into checked specs, with all problems in one report.
 */
@NullMarked
package io.microgate.configuration;

import org.jspecify.annotations.NullMarked;
