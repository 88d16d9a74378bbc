/**
 * Writes JSON schemas of what Microgate reads, for completion and checks in editors.
 */
@NullMarked
package io.microgate.check.schema;

import org.jspecify.annotations.NullMarked;
