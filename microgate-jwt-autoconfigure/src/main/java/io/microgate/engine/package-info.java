/**
 * Leads one request from its facts to the decision: route, policy entry, token,
 * verification.
 * <p>
 * Public types that the API reference does not list are for the other packages of
 * Microgate only.
 */
@NullMarked
package io.microgate.engine;

import org.jspecify.annotations.NullMarked;
