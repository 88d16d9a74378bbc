package io.microgate.configuration;

import java.util.List;

/**
 * One edit of manifests.
 *
 * @param what what is done, for people
 * @param places the nodes it is done to, such as
 * {@code JWT strict.spec.requireAny[0].issuer}
 * @param mistake whether it is never done on purpose: an unknown name, a value of another
 * kind or none at all, something twice or at another level. What leaves a restriction out
 * or sets another legal value may be meant
 * @param manifests the result
 */
record Edit(String what, List<String> places, boolean mistake, String manifests) {

	/** Whether a node is among what is edited, contains it or is part of it. */
	boolean touches(String node) {
		return this.places.stream().anyMatch((place) -> isPart(place, node) || isPart(node, place));
	}

	private static boolean isPart(String node, String of) {
		return node.equals(of) || node.startsWith(of + ".") || node.startsWith(of + "[");
	}

	@Override
	public String toString() {
		return "%s at %s".formatted(this.what, (this.places.size() > 3)
				? this.places.subList(0, 3) + " and %d more".formatted(this.places.size() - 3) : this.places);
	}

}
