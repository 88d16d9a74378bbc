/**
 * Tests what policies decide: requests with the verdicts that are expected of them, as
 * data.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.test.policy;

import org.jspecify.annotations.NullMarked;
