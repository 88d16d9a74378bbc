/**
 * Serves the page that shows and explains the configuration in force.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.explorer;

import org.jspecify.annotations.NullMarked;
