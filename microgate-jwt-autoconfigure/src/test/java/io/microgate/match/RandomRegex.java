package io.microgate.match;

import java.util.Random;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Regular expressions and strings by chance, the same in every run.
 */
public final class RandomRegex {

	private static final String[] PARTS = { "a", "b", "k", "/", "/a", "^", "$", "|", "(", ")", "(?:", ")", "?", "*",
			"+", "{2}", "{0,2}", "{2,}", "{,2}", "*?", "[ab]", "[^/]", "[^/]+", "[^a]", "[a-k]", "[]a]", "[^]b]",
			"[a-]", "[[:alpha:]]", "[[:^digit:]/]", "[\\d/]", "[\\W]", "\\", "\\Q", "\\E", ".", ".*", "(?i)", "(?s)",
			"(?m)", "(?U)", "(?-i)", "(?i:", "(?P<n>", "(?<m>", "-", "[", "]", "\\A", "\\z", "\\b", "\\B", "\\d", "\\D",
			"\\w", "\\W", "\\s", "\\pL", "\\PL", "\\p{Lu}", "\\p{^Greek}", "\\x41", "\\x{e9}", "\\141", "\\.", "\\n",
			"\u00e9", "\u212a", "\ud83d\ude00", "1" };

	private static final String[] LETTERS = { "a", "b", "k", "K", "A", "/", "1", "-", "\\", "\n", "]", "\u00e9",
			"\u00c9", "\u212a", "\ud83d\ude00", "\ud83d", " " };

	private static final String[] PATHS = { "a", "b", "k", "/a", "/b", "K", "A", "1", "\u00e9", "\ud83d\ude00" };

	private final Random random;

	RandomRegex(long seed) {
		this.random = new Random(seed);
	}

	public static RandomRegex of(long seed) {
		return new RandomRegex(seed);
	}

	/** Of any syntax, right or wrong. */
	public String text() {
		return join(PARTS, 7);
	}

	/** What RE2/J compiles. */
	public String valid() {
		while (true) {
			String text = text();
			if (isRe2(text)) {
				return text;
			}
		}
	}

	static boolean isRe2(String text) {
		try {
			Pattern.compile(text);
			return true;
		}
		catch (PatternSyntaxException ex) {
			return false;
		}
	}

	public String input() {
		return (this.random.nextInt(12) == 0) ? "" : join(LETTERS, 5);
	}

	public String path() {
		return "/" + join(PATHS, 4).replaceFirst("^/", "");
	}

	boolean coin() {
		return this.random.nextBoolean();
	}

	private String join(String[] parts, int most) {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(most); i >= 0; i--) {
			text.append(parts[this.random.nextInt(parts.length)]);
		}
		return text.toString();
	}

}
