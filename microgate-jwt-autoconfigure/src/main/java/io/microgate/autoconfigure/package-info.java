/**
 * Composes the application: conditions, beans and failure analysis.
 */
@NullMarked
package io.microgate.autoconfigure;

import org.jspecify.annotations.NullMarked;
