/**
 * What every spec is made of: references and the constraints on their fields.
 */
@NullMarked
package io.microgate.spec;

import org.jspecify.annotations.NullMarked;
