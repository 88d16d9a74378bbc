/**
 * Holds the facts of a request: path, host, headers, query and remote address.
 */
@NullMarked
package io.microgate.request;

import org.jspecify.annotations.NullMarked;
