/**
 * A command that checks configurations without starting an application.
 */
@NullMarked
package io.microgate.check;

import org.jspecify.annotations.NullMarked;
