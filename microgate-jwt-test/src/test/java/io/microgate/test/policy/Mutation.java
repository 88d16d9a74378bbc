package io.microgate.test.policy;

import java.util.Map;

/**
 * A configuration with one condition, matcher or requirement deleted or weakened.
 *
 * @param what what was done, and where
 * @param configuration the changed configuration
 */
record Mutation(String what, Map<String, Object> configuration) {
}
