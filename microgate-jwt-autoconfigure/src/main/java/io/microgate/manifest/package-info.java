/**
 * Reads Kubernetes YAML into resources: trees that know for every value where it is
 * written.
 */
@NullMarked
package io.microgate.manifest;

import org.jspecify.annotations.NullMarked;
