package io.microgate.coverage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A set of requests of one host and method: those that meet some conditions, and not all
 * of others.
 *
 * @param paths conditions on the path
 * @param facts conditions on other facts
 * @param exclusions sets without exclusions, in none of which the requests are
 */
record RequestSet(Set<PathCondition> paths, Set<FactCondition> facts, List<RequestSet> exclusions) {

	static final RequestSet EVERY = new RequestSet(Set.of(), Set.of(), List.of());

	RequestSet with(PathCondition path) {
		Set<PathCondition> joined = new LinkedHashSet<>(this.paths);
		joined.add(path);
		return new RequestSet(joined, this.facts, this.exclusions);
	}

	RequestSet with(FactCondition fact) {
		Set<FactCondition> joined = new LinkedHashSet<>(this.facts);
		joined.add(fact);
		return new RequestSet(this.paths, joined, this.exclusions);
	}

	RequestSet without(RequestSet excluded) {
		List<RequestSet> joined = new ArrayList<>(this.exclusions);
		joined.add(excluded);
		return new RequestSet(this.paths, this.facts, joined);
	}

	/** The requests of both sets. */
	RequestSet and(RequestSet other) {
		Set<PathCondition> allPaths = new LinkedHashSet<>(this.paths);
		allPaths.addAll(other.paths);
		Set<FactCondition> allFacts = new LinkedHashSet<>(this.facts);
		allFacts.addAll(other.facts);
		List<RequestSet> allExclusions = new ArrayList<>(this.exclusions);
		allExclusions.addAll(other.exclusions);
		return new RequestSet(allPaths, allFacts, allExclusions);
	}

	/** Whether both sets provably have no path in common. */
	boolean isApartByPath(RequestSet other) {
		for (PathCondition path : this.paths) {
			for (PathCondition another : other.paths) {
				if (path.excludes(another)) {
					return true;
				}
			}
		}
		return false;
	}

	/** Whether there is provably no such request. */
	boolean isEmpty() {
		return isApartByPath(this) || this.exclusions.stream().anyMatch(this::meets);
	}

	/** Whether each of the requests provably is in another set. */
	boolean isWithin(RequestSet other) {
		if (!meets(other)) {
			return false;
		}
		for (RequestSet excluded : other.exclusions) {
			if (!isOutside(excluded)) {
				return false;
			}
		}
		return true;
	}

	/** Whether each meets the conditions of another set, apart from its exclusions. */
	private boolean meets(RequestSet other) {
		for (PathCondition path : other.paths) {
			if (this.paths.stream().noneMatch(path::includes)) {
				return false;
			}
		}
		return this.facts.containsAll(other.facts);
	}

	private boolean isOutside(RequestSet excluded) {
		return isApartByPath(excluded) || this.exclusions.stream().anyMatch(excluded::meets);
	}

	/** Whether a path meets the conditions on it. */
	boolean takesPath(String path) {
		return this.paths.stream().allMatch((condition) -> condition.paths().contains(path));
	}

	/**
	 * Judges whether requests are in this set that have a path, meet some conditions and
	 * have nothing else.
	 */
	MatchExtent extent(String path, Set<FactCondition> assumed) {
		MatchExtent extent = MatchExtent.of(takesPath(path));
		for (FactCondition fact : this.facts) {
			extent = extent.and(fact.extent(assumed));
		}
		for (RequestSet excluded : this.exclusions) {
			extent = extent.and(excluded.extent(path, assumed).invert());
		}
		return extent;
	}

	/** Some paths of the requests, as far as they are easy to find. */
	Stream<String> examples() {
		Stream<String> examples = this.paths.isEmpty() ? PathSet.EVERY.examples()
				: this.paths.stream().flatMap((path) -> path.paths().examples());
		return examples.filter((path) -> path.startsWith("/") && !path.contains("//") && this.takesPath(path))
			.distinct();
	}

	/** The conditions on the path that no other one implies. */
	List<String> pathTexts() {
		List<PathCondition> narrow = new ArrayList<>();
		for (PathCondition path : this.paths) {
			if (narrow.stream().noneMatch(path::includes)) {
				narrow.removeIf((other) -> other.includes(path));
				narrow.add(path);
			}
		}
		return narrow.stream().map(PathCondition::text).toList();
	}

	/** All other conditions. */
	List<String> conditionTexts() {
		List<String> texts = new ArrayList<>(this.facts.stream().map(FactCondition::text).toList());
		for (RequestSet excluded : this.exclusions) {
			List<String> all = new ArrayList<>(excluded.paths.stream().map((path) -> "path " + path.text()).toList());
			all.addAll(excluded.facts.stream().map(FactCondition::text).toList());
			texts.add("not (" + String.join(" and ", all) + ")");
		}
		return texts;
	}

}
