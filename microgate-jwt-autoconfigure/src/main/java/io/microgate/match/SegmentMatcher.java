package io.microgate.match;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.PatternSegment.Part;
import io.microgate.match.PatternSegment.PartType;
import org.jspecify.annotations.Nullable;

/**
 * Matches one segment of a path against one of a pattern, as Spring does, but expressions
 * by RE2/J, in time linear in the length of the segment.
 */
public final class SegmentMatcher {

	private static final int TOKENS_PER_STEP = 4;

	private static final int ONE = -1;

	private static final int MANY = -2;

	private static final int END = -3;

	private final PatternSegment segment;

	/** The characters of the segment, wildcards as {@link #ONE} and {@link #MANY}. */
	private final int[] glob;

	private final String before;

	private final String behind;

	/** {@code null} if wildcards and text are compared without it. */
	private final @Nullable RegexMatcher expression;

	private volatile @Nullable Pattern groups;

	private SegmentMatcher(PatternSegment segment) {
		this.segment = segment;
		this.before = segment.textBefore();
		this.behind = segment.textBehind();
		this.glob = segment.parts().stream().flatMapToInt(SegmentMatcher::tokens).toArray();
		boolean plain = segment.parts().stream().allMatch((part) -> part.expression() == null);
		this.expression = plain ? null : Re2Expression.compile(expression(segment.parts())).matcher();
	}

	/**
	 * Compiles a segment.
	 * @param segment any but one for several segments
	 * @return the matcher
	 * @throws com.google.re2j.PatternSyntaxException if an expression is not RE2 syntax
	 */
	public static SegmentMatcher compile(PatternSegment segment) {
		if (segment.kind() == Kind.REST) {
			throw new IllegalArgumentException("Several segments cannot be matched by one");
		}
		return new SegmentMatcher(segment);
	}

	private static IntStream tokens(Part part) {
		return switch (part.type()) {
			case TEXT -> part.text().chars();
			case ONE -> IntStream.of(ONE);
			case MANY, VARIABLE -> IntStream.of(MANY);
		};
	}

	/** Each variable is one group, because expressions have no groups. */
	private static String expression(List<Part> parts) {
		StringBuilder regex = new StringBuilder();
		for (Part part : parts) {
			regex.append(switch (part.type()) {
				case TEXT -> Pattern.quote(part.text());
				case ONE -> ".";
				case MANY -> ".*";
				case VARIABLE -> "(" + ((part.expression() != null) ? part.expression() : ".*") + ")";
			});
		}
		return regex.toString();
	}

	/**
	 * Whether a segment matches.
	 * @param text the segment of a path, empty behind a trailing slash
	 * @param follower what follows in the pattern, which says whether an empty segment
	 * counts
	 * @param budget pays for text that is read more than once
	 * @return whether it matches
	 * @throws TextNotJudgedException if the budget does not suffice
	 */
	public boolean matches(String text, Follower follower, BudgetHolder budget) {
		return switch (this.segment.kind()) {
			case TEXT -> text.equals(this.before);
			case ANY -> !text.isEmpty() || (follower == Follower.NOTHING && this.segment.variables().isEmpty());
			case MIXED -> (!text.isEmpty() || mayBeEmpty(follower)) && matchesMixed(text, budget);
			case REST -> false;
		};
	}

	private boolean mayBeEmpty(Follower follower) {
		return switch (follower) {
			case NOTHING -> this.segment.variables().isEmpty();
			case REST -> this.segment.parts().size() > 1;
			case SEGMENT -> false;
		};
	}

	private boolean matchesMixed(String text, BudgetHolder budget) {
		if (text.length() < this.before.length() + this.behind.length() || !text.startsWith(this.before)
				|| !text.endsWith(this.behind)) {
			return false;
		}
		if (this.expression != null) {
			budget.expressionBudget().requireLength(text);
			return this.expression.matches(text, budget);
		}
		budget.expressionBudget().spend((long) text.length() * this.glob.length / TOKENS_PER_STEP);
		return matchesGlob(text);
	}

	/** Goes back to the last wildcard only: an earlier one need not take more. */
	private boolean matchesGlob(String text) {
		int position = 0;
		int token = 0;
		int retryToken = -1;
		int retryPosition = 0;
		while (position < text.length()) {
			int expected = (token < this.glob.length) ? this.glob[token] : END;
			if (expected == MANY) {
				retryToken = ++token;
				retryPosition = position;
			}
			else if (expected == ONE || expected == text.charAt(position)) {
				token++;
				position++;
			}
			else if (retryToken >= 0) {
				token = retryToken;
				position = ++retryPosition;
			}
			else {
				return false;
			}
		}
		while (token < this.glob.length && this.glob[token] == MANY) {
			token++;
		}
		return token == this.glob.length;
	}

	/**
	 * Reads the values of the variables.
	 * @param text a segment that matches
	 * @param values takes the values by name
	 */
	void readVariables(String text, Map<String, String> values) {
		List<String> names = this.segment.variables();
		if (names.isEmpty()) {
			return;
		}
		if (this.segment.kind() == Kind.ANY) {
			values.put(names.get(0), text);
			return;
		}
		Matcher matcher = groups().matcher(text);
		if (matcher.matches()) {
			for (int i = 0; i < names.size(); i++) {
				values.put(names.get(i), matcher.group(i + 1));
			}
		}
	}

	/** Created on demand: most segments are one variable, or have none. */
	private Pattern groups() {
		Pattern compiled = this.groups;
		if (compiled == null) {
			compiled = Pattern.compile(expression(this.segment.parts()));
			this.groups = compiled;
		}
		return compiled;
	}

	/**
	 * What follows a segment in a pattern.
	 */
	public enum Follower {

		/** It is the last one. */
		NOTHING,

		/** One more segment. */
		SEGMENT,

		/** Any number of segments. */
		REST

	}

}
