package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

import io.microgate.route.ExpandedMatch;
import io.microgate.route.RoutePath;
import org.jspecify.annotations.Nullable;

/**
 * One match of a route together with the entries that decide about its requests.
 *
 * @param match the match
 * @param paths the paths it is for
 * @param entries entries of the policy of its route, {@code null} if it has none
 */
record GovernedMatch(ExpandedMatch match, PathSet paths, @Nullable List<PolicyEntry> entries) {

	static GovernedMatch of(ExpandedMatch match, @Nullable List<PolicyEntry> entries) {
		RoutePath path = match.path();
		PathSet paths = switch (path.kind()) {
			case LITERAL -> PathSet.exact(path.text());
			case EXPRESSION -> PathSet.regex(path.text());
			case PATTERN -> PathSet.pattern(path.pattern());
		};
		return new GovernedMatch(match, paths, entries);
	}

	/** Name of the route. */
	String route() {
		return this.match.route();
	}

	/** Whether it takes every path. */
	boolean isCatchAll() {
		return this.match.path().isEvery();
	}

	/** For how many requests it holds, the path aside. */
	Extent extent(String method) {
		Extent extent = (this.match.method() != null) ? Extent.of(this.match.method().equals(method)) : Extent.ALL;
		boolean more = !this.match.headers().isEmpty() || !this.match.queryParams().isEmpty();
		return more ? extent.and(Extent.SOME) : extent;
	}

	/** What it depends on, the method aside. */
	List<String> conditions(Extent pathExtent) {
		List<String> texts = new ArrayList<>();
		if (pathExtent == Extent.SOME) {
			texts.add("path " + this.match.path().condition());
		}
		this.match.headers().forEach((header) -> texts.add("header " + header.name() + " matches"));
		this.match.queryParams().forEach((parameter) -> texts.add("query parameter " + parameter.name() + " matches"));
		return texts;
	}

	/** Whether a regular expression tells its paths. */
	boolean isExpression() {
		return this.match.path().kind() == RoutePath.Kind.EXPRESSION;
	}

	/** Whether the policies of two matches are the same or say the same. */
	boolean decidesLike(GovernedMatch other) {
		if (this.entries == null || other.entries == null || this.entries.size() != other.entries.size()) {
			return this.entries == other.entries;
		}
		for (int i = 0; i < this.entries.size(); i++) {
			if (!this.entries.get(i).decidesLike(other.entries.get(i))) {
				return false;
			}
		}
		return true;
	}

}
