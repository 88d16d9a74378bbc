/**
 * Composition: binds, checks and compiles the configuration and contributes the beans.
 */
@NullMarked
package io.microgate.autoconfigure;

import org.jspecify.annotations.NullMarked;
