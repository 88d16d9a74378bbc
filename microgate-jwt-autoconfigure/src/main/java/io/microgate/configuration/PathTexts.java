package io.microgate.configuration;

import java.util.regex.Pattern;

import io.microgate.match.PathPatternText;
import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.PatternSegment.PartType;
import io.microgate.match.StringMatcherSpec;

/**
 * Checks text that is compared with paths. Text that no path can contain would leave
 * unprotected what it was meant for, so it is an error.
 */
final class PathTexts {

	private static final Pattern NEVER_IN_PATH = Pattern
		.compile("[?#%;\\\\\\x00-\\x1f\\x7f-\\x{9f}\\x{2028}\\x{2029}]|/[/ ]| /");

	private static final Pattern PATTERN_SYNTAX = Pattern.compile("[*{}]");

	/** One that ends the text may go on in a path. */
	private static final Pattern INNER_DOT_SEGMENT = Pattern.compile("/\\.\\.?/");

	/** Of text that ends a path, which does not end in a space either. */
	private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.\\.?(/|\\z)| \\z");

	private final Problems problems;

	PathTexts(Problems problems) {
		this.problems = problems;
	}

	/** Checks the text of a whole path. */
	void checkWhole(SpecElement<String> text) {
		if (checkStart(text)) {
			check(text, DOT_SEGMENT);
		}
	}

	/** Checks the strings of a matcher for paths. */
	void checkMatcher(SpecElement<StringMatcherSpec> matcher) {
		for (SpecElement<String> text : matcher.find("exact", String.class)) {
			checkWhole(text);
		}
		for (SpecElement<String> text : matcher.find("prefix", String.class)) {
			if (checkStart(text)) {
				check(text, INNER_DOT_SEGMENT);
			}
		}
		for (SpecElement<String> text : matcher.find("suffix", String.class)) {
			check(text, DOT_SEGMENT);
		}
		for (SpecElement<String> text : matcher.find("contains", String.class)) {
			check(text, INNER_DOT_SEGMENT);
		}
	}

	/**
	 * Checks a path pattern.
	 * @param text the pattern as written
	 * @param pattern what was read
	 */
	void checkPattern(SpecElement<String> text, PathPatternText pattern) {
		if (checkStart(text)) {
			int last = pattern.segments().size() - 1;
			for (int i = 0; i <= last; i++) {
				PatternSegment segment = pattern.segments().get(i);
				if (isImpossible(segment) || (i < last && isEmpty(segment))) {
					reportImpossible(text);
					return;
				}
			}
		}
	}

	private static boolean isEmpty(PatternSegment segment) {
		return segment.kind() == Kind.TEXT && segment.textBefore().isEmpty();
	}

	private static boolean isImpossible(PatternSegment segment) {
		for (PatternSegment.Part part : segment.parts()) {
			if (part.type() == PartType.TEXT && NEVER_IN_PATH.matcher(part.text()).find()) {
				return true;
			}
		}
		return segment.textBefore().startsWith(" ") || segment.textBehind().endsWith(" ")
				|| (segment.kind() == Kind.TEXT && DOT_SEGMENT.matcher("/" + segment.textBefore()).find());
	}

	private void check(SpecElement<String> text, Pattern dotSegment) {
		if (NEVER_IN_PATH.matcher(text.spec()).find() || dotSegment.matcher(text.spec()).find()) {
			reportImpossible(text);
		}
		else if (PATTERN_SYNTAX.matcher(text.spec()).find()) {
			this.problems.add(text.path(), text.spec(), "looks like a pattern, but is compared as plain text",
					"Use 'prefix' (in a route 'PathPrefix') for a path and all below it, 'regex' ('RegularExpression')"
							+ " for other patterns, and an escaped regular expression such as '[*]' if the character"
							+ " itself is meant");
		}
	}

	private void reportImpossible(SpecElement<String> text) {
		this.problems.add(text.path(), text.spec(),
				"can never match: paths are compared decoded and without query, and odd ones are rejected with 400",
				"Write it percent-decoded, without '?', '#', ';', backslash, empty and dot segments, and segments that begin or end with a space");
	}

	private boolean checkStart(SpecElement<String> text) {
		if (text.spec().isEmpty()) {
			return false;
		}
		if (!text.spec().startsWith("/")) {
			this.problems.add(text.path(), text.spec(), "must start with a slash", "Write /" + text.spec());
			return false;
		}
		return true;
	}

}
