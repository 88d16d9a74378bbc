package io.microgate.coverage;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A ruling with the entry and the paths that it comes from.
 *
 * @param ruling the ruling
 * @param source the entry, {@code null} if there is none
 * @param region sets of paths, all of which hold the paths that are ruled
 */
record TracedRuling(Ruling ruling, @Nullable PolicyEntry source, List<PathSet> region) {

	/** Whether all that is ruled lies in a set of paths. */
	boolean isWithin(PathSet paths) {
		return this.region.stream().anyMatch((holder) -> paths.extent(holder) == MatchExtent.ALL);
	}

}
