/**
 * Implements the AccessControlPolicy resource: who may do what, by request and by claim.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.policy;

import org.jspecify.annotations.NullMarked;
