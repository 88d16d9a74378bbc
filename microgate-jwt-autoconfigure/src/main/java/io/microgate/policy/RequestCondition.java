package io.microgate.policy;

import io.microgate.request.RequestFacts;

/**
 * One condition on a request.
 */
@FunctionalInterface
interface RequestCondition {

	Answer test(RequestFacts request);

}
