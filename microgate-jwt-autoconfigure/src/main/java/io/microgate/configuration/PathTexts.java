package io.microgate.configuration;

import com.google.re2j.Pattern;

/**
 * Texts that are compared with paths. One that no path can have would leave unprotected
 * what it was meant for, so it is an error.
 */
final class PathTexts {

	private static final Pattern NEVER_IN_PATH = Pattern.compile("[%;\\\\]|//");

	private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.\\.?(/|$)");

	private final Problems problems;

	PathTexts(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Checks the text of a whole path or path pattern.
	 * @param text the text
	 * @param literals what of it is literal
	 */
	void checkWhole(Located<String> text, String literals) {
		if (checkStart(text)) {
			check(text, DOT_SEGMENT.matcher(literals).find() || NEVER_IN_PATH.matcher(literals).find());
		}
	}

	/** Checks the text of the beginning of a path. */
	void checkPrefix(Located<String> text) {
		if (checkStart(text)) {
			checkPart(text);
		}
	}

	/** Checks the text of any part of a path. */
	void checkPart(Located<String> text) {
		check(text, NEVER_IN_PATH.matcher(text.spec()).find());
	}

	private void check(Located<String> text, boolean unmatchable) {
		if (unmatchable) {
			this.problems.add(text.path(), text.spec(),
					"can never match, because requests are compared decoded and odd ones are refused",
					"Write it percent-decoded, without ';', backslash, empty and dot segments");
		}
	}

	private boolean checkStart(Located<String> text) {
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
