/**
 * Reads Kubernetes YAML into the resources of one namespace: trees that know for every
 * value where it is written, and the bytes of secrets.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.manifest;

import org.jspecify.annotations.NullMarked;
