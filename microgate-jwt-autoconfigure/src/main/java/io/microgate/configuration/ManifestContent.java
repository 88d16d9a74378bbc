package io.microgate.configuration;

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

}
