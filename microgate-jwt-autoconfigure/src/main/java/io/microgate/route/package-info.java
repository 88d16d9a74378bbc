/**
 * Finds the route of a request by host, path, method, headers and query. Reads routes
 * from the {@code HTTPRoute} resources of manifests.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.route;

import org.jspecify.annotations.NullMarked;
