package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a regular expression is bound to the ends of the text, as far as its outermost
 * alternatives show it.
 */
final class RegexAnchors {

	private static final Pattern FLAGS = Pattern.compile("^\\(\\?([imsU-]+)\\)");

	private static final Pattern END = Pattern.compile("(?s)(.*?)(\\$|\\\\z)");

	private final List<String> alternatives;

	private final boolean multiLine;

	RegexAnchors(String regex) {
		Matcher flags = FLAGS.matcher(regex);
		boolean flagged = flags.find();
		this.multiLine = flagged && flags.group(1).contains("m");
		this.alternatives = split(flagged ? regex.substring(flags.end()) : regex);
	}

	boolean atStart() {
		return !this.multiLine
				&& this.alternatives.stream().allMatch((text) -> text.startsWith("^") || text.startsWith("\\A"));
	}

	boolean atEnd() {
		return !this.multiLine && this.alternatives.stream().allMatch(RegexAnchors::endsAnchored);
	}

	private static boolean endsAnchored(String text) {
		Matcher end = END.matcher(text);
		return end.matches() && trailingBackslashes(end.group(1)) % 2 == 0;
	}

	private static int trailingBackslashes(String text) {
		int count = 0;
		while (count < text.length() && text.charAt(text.length() - 1 - count) == '\\') {
			count++;
		}
		return count;
	}

	/**
	 * Splits at the bars that stand in no group, class or quotation.
	 */
	private static List<String> split(String regex) {
		List<String> parts = new ArrayList<>();
		int depth = 0;
		int start = 0;
		int position = 0;
		while (position < regex.length()) {
			char character = regex.charAt(position);
			if (character == '|' && depth == 0) {
				parts.add(regex.substring(start, position));
				start = position + 1;
			}
			depth += (character == '(') ? 1 : (character == ')') ? -1 : 0;
			position = next(regex, position);
		}
		parts.add(regex.substring(start));
		return parts;
	}

	private static int next(String regex, int position) {
		if (regex.startsWith("\\Q", position)) {
			int end = regex.indexOf("\\E", position);
			return (end < 0) ? regex.length() : end + 2;
		}
		return switch (regex.charAt(position)) {
			case '\\' -> position + 2;
			case '[' -> endOfClass(regex, position + 1);
			default -> position + 1;
		};
	}

	private static int endOfClass(String regex, int start) {
		int position = regex.startsWith("^", start) ? start + 1 : start;
		boolean first = true;
		while (position < regex.length() && (first || regex.charAt(position) != ']')) {
			boolean named = regex.startsWith("[:", position) && regex.indexOf(":]", position) > 0;
			position = named ? regex.indexOf(":]", position) + 2
					: position + ((regex.charAt(position) == '\\') ? 2 : 1);
			first = false;
		}
		return position + 1;
	}

}
