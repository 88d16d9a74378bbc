package io.microgate.match;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.SegmentMatcher.Follower;
import org.jspecify.annotations.Nullable;

/**
 * Matches decoded paths against a path pattern, as Spring does, but expressions by RE2/J.
 * For tests and reports: requests are matched in the index of the routes.
 */
public final class PathPatternMatcher {

	private static final int NONE = -1;

	private final List<PatternSegment> segments;

	/** One for each segment, {@code null} for any number of them. */
	private final @Nullable SegmentMatcher[] matchers;

	private final int rest;

	private PathPatternMatcher(List<PatternSegment> segments) {
		this.segments = segments;
		this.matchers = new SegmentMatcher[segments.size()];
		int index = NONE;
		for (int i = 0; i < this.matchers.length; i++) {
			if (segments.get(i).kind() == Kind.REST) {
				index = i;
			}
			else {
				this.matchers[i] = SegmentMatcher.compile(segments.get(i));
			}
		}
		this.rest = index;
	}

	/**
	 * Compiles a pattern.
	 * @param pattern a pattern with at most one segment for any number of segments
	 * @return the matcher
	 * @throws com.google.re2j.PatternSyntaxException if an expression is not RE2 syntax
	 */
	public static PathPatternMatcher compile(PathPatternText pattern) {
		return new PathPatternMatcher(pattern.segments());
	}

	/**
	 * Whether a path matches.
	 * @param path a decoded path that starts with a slash
	 * @return whether it matches as a whole
	 */
	public boolean matches(String path) {
		return matches(split(path));
	}

	private static String[] split(String path) {
		return path.isEmpty() ? new String[0] : path.substring(1).split("/", -1);
	}

	private boolean matches(String[] path) {
		int fixed = this.matchers.length - ((this.rest != NONE) ? 1 : 0);
		if (path.length < fixed || (this.rest == NONE && path.length > fixed)) {
			return false;
		}
		for (int i = 0; i < this.matchers.length; i++) {
			SegmentMatcher matcher = this.matchers[i];
			if (matcher != null
					&& !matcher.matches(path[indexOf(i, path)], follower(i), ExpressionBudget.unlimited())) {
				return false;
			}
		}
		return true;
	}

	private Follower follower(int segment) {
		if (segment == this.matchers.length - 1) {
			return Follower.NOTHING;
		}
		return (segment + 1 == this.rest) ? Follower.REST : Follower.SEGMENT;
	}

	/** Segments behind the rest are counted from the end. */
	private int indexOf(int segment, String[] path) {
		boolean behind = this.rest != NONE && segment > this.rest;
		return behind ? path.length - this.matchers.length + segment : segment;
	}

	/**
	 * Reads the values of the variables.
	 * @param path a path that matches
	 * @return the values by name; that of any number of segments begins with a slash
	 * unless it is empty
	 */
	public Map<String, String> variables(String path) {
		Map<String, String> values = new LinkedHashMap<>();
		String[] segmentsOfPath = split(path);
		for (int i = 0; i < this.matchers.length; i++) {
			SegmentMatcher matcher = this.matchers[i];
			if (matcher != null) {
				matcher.readVariables(segmentsOfPath[indexOf(i, segmentsOfPath)], values);
			}
			else {
				readRest(i, segmentsOfPath, values);
			}
		}
		return values;
	}

	private void readRest(int index, String[] path, Map<String, String> values) {
		StringBuilder value = new StringBuilder();
		for (int i = index; i <= path.length - this.matchers.length + index; i++) {
			value.append('/').append(path[i]);
		}
		this.segments.get(index).parts().forEach((part) -> values.put(part.text(), value.toString()));
	}

}
