package io.microgate.test.policy;

import java.util.List;
import java.util.Map;

/**
 * What is derived from a configuration.
 *
 * @param cases the cases in the order of routes and entries
 * @param remarks what has no case, and why
 * @param leftOut how many further cases there are, by the groups that they are in
 * @param unproven entries that ask for a token, and of which no request is known that
 * they allow
 */
record DerivedCases(List<PolicyCase> cases, List<String> remarks, Map<String, Integer> leftOut,
		List<DerivedEntry> unproven) {
}
