package io.microgate.manifest;

import java.util.List;
import java.util.Set;

/**
 * The content of the locations of manifests.
 *
 * @param resources resources of the kinds that Microgate reads, in the order of the
 * locations
 * @param refused resources that are there but cannot be used
 * @param otherKinds the kinds that were passed over
 * @param problems what was wrong
 * @param unreadable locations where nothing could be read
 * @param complete whether every resource could be read far enough to know its kind and
 * name; if not, one that seems to be missing may be among the rest
 */
public record Manifests(List<ManifestResource> resources, List<Refused> refused, Set<String> otherKinds,
		List<ManifestProblem> problems, List<UnreadableLocation> unreadable, boolean complete) {

	/**
	 * A resource whose name or version is wrong.
	 *
	 * @param kind its kind
	 * @param name its name as written
	 */
	public record Refused(ManifestKind kind, String name) {
	}

	/**
	 * A location without manifests.
	 *
	 * @param index its position among the locations
	 * @param location the location
	 * @param rule what is required
	 * @param cure what to do
	 */
	public record UnreadableLocation(int index, String location, String rule, String cure) {
	}

}
