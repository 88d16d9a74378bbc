/**
 * Routes: which policy decides about a request.
 */
@NullMarked
package io.microgate.route;

import org.jspecify.annotations.NullMarked;
