package io.microgate.manifest;

import java.util.List;
import java.util.Set;

/**
 * What stands at the locations of manifests.
 *
 * @param resources resources of the kinds that concern us, in the order of the locations
 * @param refused resources that are there but cannot be used
 * @param otherKinds the kinds that were passed over
 * @param problems what was wrong
 * @param complete whether every resource could be read far enough to know its kind and
 * name; if not, one that seems to be missing may be among the rest
 */
public record Manifests(List<ManifestResource> resources, List<Refused> refused, Set<String> otherKinds,
		List<ManifestProblem> problems, boolean complete) {

	/** No manifest. */
	public static final Manifests NONE = new Manifests(List.of(), List.of(), Set.of(), List.of(), true);

	/**
	 * A resource whose name or version is wrong.
	 *
	 * @param kind its kind
	 * @param name its name as written
	 */
	public record Refused(ManifestKind kind, String name) {
	}

}
