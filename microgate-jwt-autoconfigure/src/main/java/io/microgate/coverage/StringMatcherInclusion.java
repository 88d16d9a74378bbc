package io.microgate.coverage;

import java.util.List;

import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves that what one matcher matches is matched by another one, for strings of any
 * kind.
 */
final class StringMatcherInclusion {

	private StringMatcherInclusion() {
	}

	/** An absent matcher matches everything. */
	static boolean isWithin(@Nullable MatcherSpec inner, @Nullable MatcherSpec outer) {
		if (outer == null) {
			return true;
		}
		return inner != null && inner.matcher() != null && outer.matcher() != null
				&& isWithin(inner.matcher(), outer.matcher());
	}

	static boolean isWithin(StringMatcherSpec inner, StringMatcherSpec outer) {
		if (inner.equals(outer)) {
			return true;
		}
		// what is known of regular expressions holds for paths, which have no line feeds
		return inner.regex() == null && outer.regex() == null
				&& PathSet.matching(outer).extent(PathSet.matching(inner)) == MatchExtent.ALL;
	}

	/** Whether all items of a list are in another one; an absent list has everything. */
	static boolean isWithin(@Nullable List<String> inner, @Nullable List<String> outer) {
		return outer == null || (inner != null && outer.containsAll(inner));
	}

}
