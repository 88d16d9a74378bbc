/**
 * Matches single values: strings, expressions, path patterns and addresses.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.match;

import org.jspecify.annotations.NullMarked;
