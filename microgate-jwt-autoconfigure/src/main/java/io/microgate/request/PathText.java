package io.microgate.request;

import java.util.Locale;
import java.util.regex.Pattern;

import io.microgate.constraint.Violation;
import io.microgate.match.PathPatternText;
import io.microgate.match.PatternSegment;
import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.PatternSegment.PartType;
import org.jspecify.annotations.Nullable;

/**
 * Checks strings that are compared with the paths of requests. One that no path can
 * contain would leave unprotected what it was meant for, so it is an error.
 */
public enum PathText {

	/** A whole path. */
	EXACT(true, true),

	/** The beginning of a path. */
	PREFIX(true, false),

	/** The end of a path. */
	SUFFIX(false, true),

	/** Any part of a path. */
	CONTAINS(false, false);

	private static final Pattern NEVER_IN_PATH = Pattern
		.compile("[?#%;\\\\\\x00-\\x1f\\x7f-\\x{9f}\\x{2028}\\x{2029}]|/[/ ]| /");

	private static final Pattern PATTERN_SYNTAX = Pattern.compile("[*{}]");

	/** One that ends the text may go on in a path. */
	private static final Pattern INNER_DOT_SEGMENT = Pattern.compile("/\\.\\.?/");

	/** Of text that ends a path, which does not end in a space either. */
	private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.\\.?(/|\\z)| \\z");

	private static final Violation IMPOSSIBLE = new Violation(
			"can never match: paths are compared decoded and without query, and odd ones are rejected with 400",
			"Write it percent-decoded, without '?', '#', ';', backslash, empty and dot segments, and segments that begin or end with a space");

	private static final Violation PATTERN = new Violation("looks like a pattern, but is compared as plain text",
			"Use 'prefix' (in a route 'PathPrefix') for a path and all below it, 'regex' ('RegularExpression')"
					+ " for other patterns, and an escaped regular expression such as '[*]' if the character"
					+ " itself is meant");

	private final boolean begins;

	private final boolean ends;

	PathText(boolean begins, boolean ends) {
		this.begins = begins;
		this.ends = ends;
	}

	/**
	 * The component of a matcher that has such a string.
	 * @return its name
	 */
	public String component() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Checks a string.
	 * @param text the string
	 * @return what is wrong with it, {@code null} if nothing is
	 */
	public @Nullable Violation check(String text) {
		if (this.begins && !text.startsWith("/")) {
			return withoutSlash(text);
		}
		Pattern dotSegment = this.ends ? DOT_SEGMENT : INNER_DOT_SEGMENT;
		if (NEVER_IN_PATH.matcher(text).find() || dotSegment.matcher(text).find()) {
			return IMPOSSIBLE;
		}
		return PATTERN_SYNTAX.matcher(text).find() ? PATTERN : null;
	}

	private static @Nullable Violation withoutSlash(String text) {
		return text.isEmpty() ? null : new Violation("must start with a slash", "Write /" + text);
	}

	/**
	 * Checks a path pattern.
	 * @param text the pattern as written
	 * @param pattern what was read
	 * @return what is wrong with it, {@code null} if nothing is
	 */
	public static @Nullable Violation checkPattern(String text, PathPatternText pattern) {
		if (!text.startsWith("/")) {
			return withoutSlash(text);
		}
		int last = pattern.segments().size() - 1;
		for (int i = 0; i <= last; i++) {
			PatternSegment segment = pattern.segments().get(i);
			if (isImpossible(segment) || (i < last && isEmpty(segment))) {
				return IMPOSSIBLE;
			}
		}
		return null;
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

}
