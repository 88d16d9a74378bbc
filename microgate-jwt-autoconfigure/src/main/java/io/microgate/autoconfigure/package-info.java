/**
 * Composition only: compiles the checked configuration and contributes the beans.
 */
@NullMarked
package io.microgate.autoconfigure;

import org.jspecify.annotations.NullMarked;
