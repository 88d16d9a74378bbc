/**
 * Matching of single values: text, addresses, and the facts of a request.
 */
@NullMarked
package io.microgate.match;

import org.jspecify.annotations.NullMarked;
