/**
 * The servlet adapter: request to facts, decision to response.
 */
@NullMarked
package io.microgate.servlet;

import org.jspecify.annotations.NullMarked;
