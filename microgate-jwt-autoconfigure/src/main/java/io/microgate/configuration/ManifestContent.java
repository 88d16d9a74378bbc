package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What manifests bring along besides specs.
 *
 * @param secrets content of the secrets by name and key
 * @param routes names of the routes that come from manifests
 * @param otherKinds kinds that were passed over
 */
record ManifestContent(Map<String, Map<String, byte[]>> secrets, Set<String> routes, Set<String> otherKinds) {

	static final ManifestContent NONE = new ManifestContent(Map.of(), Set.of(), Set.of());

	/**
	 * What is worth knowing but probably meant.
	 * @param properties a configuration that has been checked
	 * @return hints
	 */
	List<String> hints(MicrogateProperties properties) {
		List<String> hints = new ArrayList<>();
		if (!this.otherKinds.isEmpty()) {
			hints.add("Manifests of other kinds are passed over: " + String.join(", ", this.otherKinds));
		}
		List<String> ungoverned = ReferenceChecks.routesWithoutPolicy(properties);
		if (!ungoverned.isEmpty()) {
			hints
				.add("No access control policy is attached to these HTTPRoutes, so their requests are %s: %s".formatted(
						"pass".equals(properties.unmatchedRequests()) ? "let pass undecided" : "refused as unmatched",
						String.join(", ", ungoverned)));
		}
		return List.copyOf(hints);
	}

}
