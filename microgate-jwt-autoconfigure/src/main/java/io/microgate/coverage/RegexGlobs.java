package io.microgate.coverage;

import java.util.List;
import java.util.Set;

/**
 * Reads regular expressions as far as they begin with plain text: {@code ^/api(/|$)}
 * holds for as clear a set of paths as a prefix does. Of all others that set is unknown.
 */
final class RegexGlobs {

	private static final String META = "\\.[]{}()*+?|^$";

	private static final Set<String> ENDS = Set.of("$", "\\z");

	private static final Set<String> OPEN_ENDS = Set.of(".*", ".*$", ".*\\z");

	private static final Set<String> ELEMENT_ENDS = Set.of("(/|$)", "(?:/|$)", "($|/)", "(?:$|/)", "(/.*)?$",
			"(?:/.*)?$");

	private static final Set<String> WHOLE_ELEMENT_ENDS = Set.of("(/.*)?", "(?:/.*)?", "(/.*)?$", "(?:/.*)?$");

	private RegexGlobs() {
	}

	/** An expression that is found anywhere in a path unless anchored. */
	static PathSet found(String regex) {
		if (!regex.startsWith("^")) {
			return PathSet.unknown();
		}
		String expression = regex.substring(1);
		StringBuilder text = new StringBuilder();
		String rest = readText(expression, text);
		if (rest.isEmpty() || OPEN_ENDS.contains(rest)) {
			return startingWith(text, true);
		}
		if (ELEMENT_ENDS.contains(rest)) {
			return PathSet.below(text.toString());
		}
		return ENDS.contains(rest) ? PathSet.exact(text.toString()) : begins(expression, text);
	}

	/** An expression that matches a path as a whole. */
	static PathSet whole(String regex) {
		String expression = regex.startsWith("^") ? regex.substring(1) : regex;
		StringBuilder text = new StringBuilder();
		String rest = readText(expression, text);
		if (OPEN_ENDS.contains(rest)) {
			return startingWith(text, true);
		}
		if (WHOLE_ELEMENT_ENDS.contains(rest)) {
			return PathSet.below(text.toString());
		}
		boolean plain = rest.isEmpty() || ENDS.contains(rest);
		return plain ? PathSet.exact(text.toString()) : begins(expression, text);
	}

	/** A bar outside of groups makes another beginning possible. */
	private static PathSet begins(String expression, StringBuilder text) {
		boolean alternatives = expression.indexOf('|') >= 0 && !isInGroups(expression);
		return alternatives ? PathSet.unknown() : startingWith(text, false);
	}

	private static PathSet startingWith(StringBuilder text, boolean exact) {
		return new PathSet(List.of(Glob.text(text.toString(), true).then(Glob.ANY)), exact, null);
	}

	/** Reads what stands for itself and is not repeated, and returns the rest. */
	private static String readText(String expression, StringBuilder text) {
		int position = 0;
		while (position < expression.length()) {
			char character = expression.charAt(position);
			boolean escaped = character == '\\' && position + 1 < expression.length()
					&& isPunctuation(expression.charAt(position + 1));
			int end = position + (escaped ? 2 : 1);
			boolean repeated = end < expression.length() && "*+?{".indexOf(expression.charAt(end)) >= 0;
			if (repeated || Character.isSurrogate(character) || (!escaped && META.indexOf(character) >= 0)) {
				break;
			}
			text.append(expression.charAt(end - 1));
			position = end;
		}
		return expression.substring(position);
	}

	private static boolean isPunctuation(char character) {
		return character < 0x7f && !Character.isLetterOrDigit(character);
	}

	/** Whether every bar is in a group, as far as that is easily seen. */
	private static boolean isInGroups(String expression) {
		int depth = 0;
		for (int i = 0; i < expression.length(); i++) {
			char character = expression.charAt(i);
			if (character == '[' || (character == '\\' && expression.startsWith("\\Q", i))) {
				return false;
			}
			i += (character == '\\') ? 1 : 0;
			depth += (character == '(') ? 1 : (character == ')') ? -1 : 0;
			if (character == '|' && depth == 0) {
				return false;
			}
		}
		return true;
	}

}
