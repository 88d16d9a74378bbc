/**
 * What is in force: the checked configuration, compiled, and replaced as a whole.
 */
@NullMarked
package io.microgate.running;

import org.jspecify.annotations.NullMarked;
