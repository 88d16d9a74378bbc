/**
 * Implements the AccessControlPolicy resource: who may do what, by request and by claim.
 */
@NullMarked
package io.microgate.policy;

import org.jspecify.annotations.NullMarked;
