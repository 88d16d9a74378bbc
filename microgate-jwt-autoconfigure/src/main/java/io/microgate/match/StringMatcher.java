package io.microgate.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/**
 * A compiled {@code StringMatcher} of the CRs. Text comparisons allocate nothing, regular
 * expressions (RE2) take time linear in the length of the text.
 */
public final class StringMatcher {

	private static final String MATCHER_MISSING = "'matcher' must be set";

	/** Searching for a longer part can cost more than it saves. */
	private static final int MAX_SEARCHED = 4;

	private static final int CHARS_AT_ONCE = 16;

	private final BiPredicate<String, BudgetHolder> test;

	private final boolean expression;

	private StringMatcher(BiPredicate<String, BudgetHolder> test, boolean expression) {
		this.test = test;
		this.expression = expression;
	}

	/**
	 * Compiles a matcher.
	 * @param spec a spec that has been checked
	 * @return the matcher
	 */
	public static StringMatcher compile(StringMatcherSpec spec) {
		boolean fold = spec.ignoreCase();
		List<BiPredicate<String, BudgetHolder>> tests = new ArrayList<>(1);
		add(tests, spec.exact(), fold ? AsciiCase::equal : String::equals);
		add(tests, spec.prefix(), fold ? AsciiCase::startsWith : String::startsWith);
		add(tests, spec.suffix(), fold ? AsciiCase::endsWith : String::endsWith);
		addContains(tests, spec.contains(), fold ? AsciiCase::contains : String::contains);
		if (spec.regex() != null) {
			tests.add(find(spec.regex(), fold));
		}
		if (tests.size() != 1) {
			throw new IllegalArgumentException("Exactly one of exact, prefix, suffix, contains and regex must be set");
		}
		return new StringMatcher(tests.get(0), spec.regex() != null);
	}

	/**
	 * Compiles a matcher that ignores case.
	 * @param spec a spec that has been checked
	 * @return the matcher
	 */
	public static StringMatcher compile(CaselessMatcherSpec.Matcher spec) {
		return compile(
				new StringMatcherSpec(spec.exact(), spec.prefix(), spec.suffix(), spec.contains(), spec.regex(), true));
	}

	/**
	 * Compiles the matcher of a value.
	 * @param spec a spec that has been checked
	 * @return the matcher
	 */
	public static StringMatcher compile(MatcherSpec spec) {
		return compile(Objects.requireNonNull(spec.matcher(), MATCHER_MISSING));
	}

	/**
	 * Compiles the matcher of a value whose case is always ignored.
	 * @param spec a spec that has been checked
	 * @return the matcher
	 */
	public static StringMatcher compile(CaselessMatcherSpec spec) {
		return compile(Objects.requireNonNull(spec.matcher(), MATCHER_MISSING));
	}

	/**
	 * Compares a string that no unauthenticated client has written.
	 * @param text any text, which for regular expressions holds when a match is found
	 * anywhere in it
	 * @return whether the text matches
	 */
	public boolean matches(String text) {
		return matches(text, ExpressionBudget.unlimited());
	}

	/**
	 * Compares a string.
	 * @param text any text, which for regular expressions holds when a match is found
	 * anywhere in it
	 * @param budget says what the comparison may cost
	 * @return whether the text matches
	 * @throws TextNotJudgedException if comparing would cost more
	 */
	public boolean matches(String text, BudgetHolder budget) {
		return this.test.test(text, budget);
	}

	/**
	 * Whether a regular expression compares, and not a literal text.
	 * @return {@code true} for a regular expression
	 */
	public boolean isExpression() {
		return this.expression;
	}

	private static void add(List<BiPredicate<String, BudgetHolder>> tests, @Nullable String operand,
			BiPredicate<String, String> comparison) {
		if (operand != null) {
			requireText(operand);
			tests.add((text, budget) -> comparison.test(text, operand));
		}
	}

	/** A part that repeats itself is compared repeatedly. */
	private static void addContains(List<BiPredicate<String, BudgetHolder>> tests, @Nullable String operand,
			BiPredicate<String, String> comparison) {
		if (operand != null) {
			requireText(operand);
			tests.add((text, budget) -> {
				budget.expressionBudget().spend((long) text.length() * (1 + operand.length() / CHARS_AT_ONCE) / 2);
				return comparison.test(text, operand);
			});
		}
	}

	private static BiPredicate<String, BudgetHolder> find(String regex, boolean fold) {
		requireText(regex);
		Re2Expression expression = Re2Expression.compile(regex, fold);
		RegexMatcher finder = expression.finder();
		String plain = expression.prefix();
		if (plain.isEmpty()) {
			return finder::matches;
		}
		if (expression.isAnchoredAtStart()) {
			return (text, budget) -> text.startsWith(plain) && finder.matches(text, budget);
		}
		String part = plain.substring(0, Math.min(plain.length(), MAX_SEARCHED));
		return (text, budget) -> contains(text, part, budget) && finder.matches(text, budget);
	}

	private static boolean contains(String text, String part, BudgetHolder budget) {
		budget.expressionBudget().spend(text.length() / MAX_SEARCHED);
		return text.contains(part);
	}

	private static void requireText(String operand) {
		if (operand.isEmpty()) {
			throw new IllegalArgumentException("An empty string would match by accident");
		}
	}

}
