/**
 * Matches single values: strings, expressions, path patterns and addresses.
 */
@NullMarked
package io.microgate.match;

import org.jspecify.annotations.NullMarked;
