package io.microgate.coverage;

import java.util.Objects;

import io.microgate.match.MatcherText;
import io.microgate.match.StringMatcherSpec;

/**
 * A condition on the path of a request.
 *
 * @param spec how it is written
 * @param paths the paths that meet it
 * @param text how messages call it
 */
record PathCondition(Object spec, PathSet paths, String text) {

	static PathCondition of(GovernedMatch match) {
		return new PathCondition(match.match().path(), match.paths(), match.match().path().condition());
	}

	static PathCondition of(StringMatcherSpec spec) {
		return new PathCondition(spec, PathSet.matching(spec), MatcherText.describe(spec));
	}

	/** Whether every path that meets another condition provably meets this one. */
	boolean includes(PathCondition other) {
		return this.spec.equals(other.spec) || this.paths.extent(other.paths) == MatchExtent.ALL;
	}

	/** Whether no path meets both. */
	boolean excludes(PathCondition other) {
		return !this.spec.equals(other.spec) && this.paths.extent(other.paths) == MatchExtent.NONE;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof PathCondition condition && this.spec.equals(condition.spec);
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.spec);
	}

}
