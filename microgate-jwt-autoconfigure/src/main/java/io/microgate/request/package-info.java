/**
 * Holds the facts of a request: path, host, headers, query and remote address. Knows what
 * a path can contain, and who may set the headers that forward an address.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.request;

import org.jspecify.annotations.NullMarked;
