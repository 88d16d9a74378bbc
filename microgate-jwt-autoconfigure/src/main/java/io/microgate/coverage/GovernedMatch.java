package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

import io.microgate.route.ExpandedMatch;
import io.microgate.route.RoutePath;
import org.jspecify.annotations.Nullable;

/**
 * Joins a match of a route with the entries that decide about its requests.
 */
final class GovernedMatch {

	private final ExpandedMatch match;

	private final @Nullable List<PolicyEntry> entries;

	/** Computed on demand: most matches share no path with any other. */
	private @Nullable PathSet paths;

	/**
	 * Creates the match.
	 * @param match the match
	 * @param entries entries of the policy of its route, {@code null} if it has none
	 */
	GovernedMatch(ExpandedMatch match, @Nullable List<PolicyEntry> entries) {
		this.match = match;
		this.entries = entries;
	}

	ExpandedMatch match() {
		return this.match;
	}

	@Nullable List<PolicyEntry> entries() {
		return this.entries;
	}

	/** The paths it is for. */
	PathSet paths() {
		PathSet read = this.paths;
		if (read == null) {
			RoutePath path = this.match.path();
			read = switch (path.kind()) {
				case LITERAL -> PathSet.exact(path.text());
				case EXPRESSION -> PathSet.regex(path.text());
				case PATTERN -> PathSet.pattern(path.pattern());
			};
			this.paths = read;
		}
		return read;
	}

	/** Name of the route. */
	String route() {
		return this.match.route();
	}

	/** Whether it takes every path. */
	boolean isCatchAll() {
		return this.match.path().isEvery();
	}

	/** For how many requests it holds, apart from the path. */
	MatchExtent extent(String method) {
		MatchExtent extent = (this.match.method() != null) ? MatchExtent.of(this.match.method().equals(method))
				: MatchExtent.ALL;
		boolean more = !this.match.headers().isEmpty() || !this.match.queryParams().isEmpty();
		return more ? extent.and(MatchExtent.SOME) : extent;
	}

	/** The conditions it depends on, apart from the method. */
	List<String> conditions(MatchExtent pathExtent) {
		List<String> texts = new ArrayList<>();
		if (pathExtent == MatchExtent.SOME) {
			texts.add("path " + this.match.path().condition());
		}
		this.match.headers().forEach((header) -> texts.add("header " + header.name() + " matches"));
		this.match.queryParams().forEach((parameter) -> texts.add("query parameter " + parameter.name() + " matches"));
		return texts;
	}

	/** Whether its path is a regular expression. */
	boolean isExpression() {
		return this.match.path().kind() == RoutePath.Kind.EXPRESSION;
	}

	/** Whether the policies of two matches decide in the same way. */
	boolean decidesLike(GovernedMatch other) {
		if (this.entries == null || other.entries == null || this.entries.size() != other.entries.size()) {
			return this.entries == other.entries;
		}
		for (int i = 0; i < this.entries.size(); i++) {
			PolicyEntry entry = this.entries.get(i);
			if (!entry.decidesLike(other.entries.get(i)) || !entry.readsAlike(this.match.path(), other.match.path())) {
				return false;
			}
		}
		return true;
	}

}
