/**
 * The reactive adapter: exchange to facts, decision to response.
 */
@NullMarked
package io.microgate.reactive;

import org.jspecify.annotations.NullMarked;
