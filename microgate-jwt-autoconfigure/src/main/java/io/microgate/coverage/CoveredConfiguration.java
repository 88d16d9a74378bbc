package io.microgate.coverage;

import java.util.List;
import java.util.Map;

import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.route.RouteSpec;

/**
 * The configuration that mappings are held against, checked and free of errors.
 *
 * @param routes routes by name
 * @param policies policies by name
 * @param entryNames what the entries of each policy are called in messages
 * @param unmatched what becomes of requests that no route is for
 */
public record CoveredConfiguration(Map<String, RouteSpec> routes, Map<String, AccessControlPolicySpec> policies,
		Map<String, List<String>> entryNames, Unmatched unmatched) {

	/**
	 * What becomes of requests that no route is for.
	 */
	public enum Unmatched {

		/** They are refused. */
		REFUSED,

		/** Nobody looks at them. */
		PASSED,

		/** Other filter chains of the application may take them. */
		LEFT_TO_OTHERS

	}

}
