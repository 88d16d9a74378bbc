/**
 * Composes the application: conditions, beans and failure analysis.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.autoconfigure;

import org.jspecify.annotations.NullMarked;
