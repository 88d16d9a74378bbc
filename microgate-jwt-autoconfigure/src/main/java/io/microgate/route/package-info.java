/**
 * Finds the route of a request by host, path, method, headers and query.
 */
@NullMarked
package io.microgate.route;

import org.jspecify.annotations.NullMarked;
