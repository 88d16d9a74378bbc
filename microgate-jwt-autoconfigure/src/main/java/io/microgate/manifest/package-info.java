/**
 * Manifests: from files of Kubernetes YAML to resources, each a tree that knows for every
 * value where it is written.
 */
@NullMarked
package io.microgate.manifest;

import org.jspecify.annotations.NullMarked;
