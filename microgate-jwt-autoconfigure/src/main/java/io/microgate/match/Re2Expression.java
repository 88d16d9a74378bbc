package io.microgate.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in RE2 syntax, parsed once for all questions about it. RE2/J
 * compiles and matches it.
 */
public final class Re2Expression {

	/**
	 * As in RE2 itself, which counts repetitions within repetitions together. RE2/J does
	 * not: compiling {@code ((a{1000}){1000}){1000}} would fill the heap.
	 */
	private static final int MAX_REPETITIONS = 1000;

	/** RE2 has a limit of this kind for the memory that a program takes. */
	private static final int MAX_INSTRUCTIONS = 50_000;

	private final String text;

	private final RegexNode root;

	private final Pattern pattern;

	private Re2Expression(String text, RegexNode root, Pattern pattern) {
		this.text = text;
		this.root = root;
		this.pattern = pattern;
	}

	/**
	 * Reads and compiles an expression.
	 * @param text the expression
	 * @return the expression
	 * @throws PatternSyntaxException if it has no RE2 syntax or cannot be read
	 */
	public static Re2Expression compile(String text) {
		return compile(text, false);
	}

	/**
	 * Reads and compiles an expression.
	 * @param text the expression
	 * @param ignoreCase whether case is ignored, as if it began with {@code (?i)}
	 * @return the expression
	 * @throws PatternSyntaxException if it has no RE2 syntax or cannot be read
	 */
	public static Re2Expression compile(String text, boolean ignoreCase) {
		RegexNode root = read(text, ignoreCase);
		// The flag, not a group around the expression: 'a)(b' or an open '\Q' must not
		// become another expression than the one that was checked.
		return new Re2Expression(text, root, Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
	}

	private static RegexNode read(String text, boolean ignoreCase) {
		RegexNode root;
		try {
			root = RegexReader.read(text, ignoreCase);
		}
		catch (IllegalArgumentException ex) {
			throw new PatternSyntaxException(String.valueOf(ex.getMessage()), text);
		}
		if (RegexFacts.repetitions(root) > MAX_REPETITIONS || RegexFacts.instructions(root) > MAX_INSTRUCTIONS) {
			throw new PatternSyntaxException("more than %d repetitions".formatted(MAX_REPETITIONS), text);
		}
		return root;
	}

	/**
	 * Whether a string is a regular expression in RE2 syntax.
	 * @param text any text
	 * @return whether compiling it succeeds and takes no more than it should
	 */
	public static boolean isValid(String text) {
		try {
			compile(text);
			return true;
		}
		catch (PatternSyntaxException ex) {
			return false;
		}
	}

	/**
	 * Checks the expression of a path variable, which has no groups of its own.
	 * @param text any text
	 * @return the rule that it breaks, {@code null} if there is none
	 */
	public static @Nullable String variableProblem(String text) {
		if (!isValid(text)) {
			return "must be a regular expression in RE2 syntax";
		}
		Re2Expression expression = compile(text);
		if (expression.hasCapturingGroup()) {
			return "must be a regular expression without capturing groups, write (?:...) for (...)";
		}
		return expression.isAffordable() ? null
				: "must be a regular expression that is cheaper to match, lower its repetition counts";
	}

	/**
	 * The expression as it was written.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * The syntax tree.
	 * @return the root of the tree
	 */
	public RegexNode root() {
		return this.root;
	}

	/**
	 * The text that every match starts with.
	 * @return the text, empty if there is none
	 */
	public String prefix() {
		return RegexFacts.prefix(this.root);
	}

	/**
	 * Whether every match begins where the text begins.
	 * @return {@code false} if a match may begin later
	 */
	public boolean isAnchoredAtStart() {
		return RegexFacts.isAnchored(this.root, RegexNode.Position.BEGIN);
	}

	/**
	 * Whether every match ends where the text ends.
	 * @return {@code false} if a match may end earlier
	 */
	public boolean isAnchoredAtEnd() {
		return RegexFacts.isAnchored(this.root, RegexNode.Position.END);
	}

	/**
	 * Whether it has a capturing group.
	 * @return {@code false} if all groups are {@code (?:...)}
	 */
	public boolean hasCapturingGroup() {
		return RegexFacts.hasCapture(this.root);
	}

	/**
	 * Whether matching it against the longest text that an expression sees costs no more
	 * than one request may cost.
	 * @return {@code false} if its program is too long
	 */
	public boolean isAffordable() {
		ExpressionBudget budget = ExpressionBudget.ofRequest();
		return budget.covers(RegexMatcher.worstCost(this.pattern.programSize()))
				|| (budget.covers(finder().worstCost()) && budget.covers(matcher().worstCost()));
	}

	/**
	 * The predicate that looks for a match anywhere in a string.
	 * @return what finds a match
	 */
	public RegexMatcher finder() {
		return new RegexMatcher(this.pattern, this.root, false);
	}

	/**
	 * The predicate that a string as a whole is a match.
	 * @return what matches a whole text
	 */
	public RegexMatcher matcher() {
		return new RegexMatcher(this.pattern, this.root, true);
	}

}
