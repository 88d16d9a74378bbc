/**
 * Leads one request from its facts to the decision: route, policy entry, token,
 * verification.
 */
@NullMarked
package io.microgate.engine;

import org.jspecify.annotations.NullMarked;
