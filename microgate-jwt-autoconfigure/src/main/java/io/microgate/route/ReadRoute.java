package io.microgate.route;

import java.util.List;

import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestProblem;

/**
 * An {@code HTTPRoute} as it was read from a manifest.
 *
 * @param spec the spec of the route
 * @param valid whether there is an object at all
 * @param matchesValid whether the matches are what is meant
 * @param rulesPlace where the matches are, in the words of the manifest
 * @param matchPlaces where each match is
 * @param problems what is wrong
 */
public record ReadRoute(ManifestNode spec, boolean valid, boolean matchesValid, String rulesPlace,
		List<MatchPlace> matchPlaces, List<ManifestProblem> problems) {

	/**
	 * Where a match is written.
	 *
	 * @param place the match in the words of the manifest
	 * @param pathValid whether its path, if it has one, could be decoded
	 */
	public record MatchPlace(String place, boolean pathValid) {
	}

}
