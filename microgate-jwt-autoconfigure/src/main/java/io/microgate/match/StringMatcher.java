package io.microgate.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compiled {@code StringMatcher} of the CRs. Text comparisons allocate nothing, regular
 * expressions (RE2) take time linear in the length of the text.
 */
public final class StringMatcher {

	private static final String MATCHER_MISSING = "'matcher' must be set";

	private final Predicate<String> test;

	private StringMatcher(Predicate<String> test) {
		this.test = test;
	}

	/**
	 * Compiles a matcher.
	 * @param spec a spec that has been checked
	 * @return the matcher
	 */
	public static StringMatcher compile(StringMatcherSpec spec) {
		boolean fold = spec.ignoreCase();
		List<Predicate<String>> tests = new ArrayList<>(1);
		add(tests, spec.exact(), fold ? AsciiCase::equal : String::equals);
		add(tests, spec.prefix(), fold ? AsciiCase::startsWith : String::startsWith);
		add(tests, spec.suffix(), fold ? AsciiCase::endsWith : String::endsWith);
		add(tests, spec.contains(), fold ? AsciiCase::contains : String::contains);
		if (spec.regex() != null) {
			tests.add(find(spec.regex(), fold));
		}
		if (tests.size() != 1) {
			throw new IllegalArgumentException("Exactly one of exact, prefix, suffix, contains and regex must be set");
		}
		return new StringMatcher(tests.get(0));
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
	 * Compares a text.
	 * @param text any text, which for regular expressions holds when a match is found
	 * anywhere in it
	 * @return whether the text matches
	 */
	public boolean matches(String text) {
		return this.test.test(text);
	}

	private static void add(List<Predicate<String>> tests, @Nullable String operand,
			BiPredicate<String, String> comparison) {
		if (operand != null) {
			requireText(operand);
			tests.add((text) -> comparison.test(text, operand));
		}
	}

	private static Predicate<String> find(String regex, boolean fold) {
		requireText(regex);
		// The flag, not a group around the expression: 'a)(b' or an open '\Q' must not
		// become another expression than the one that was checked.
		Pattern pattern = Pattern.compile(regex, fold ? Pattern.CASE_INSENSITIVE : 0);
		String plain = fold ? "" : RegexPrefix.of(regex);
		if (plain.isEmpty()) {
			return (text) -> pattern.matcher(text).find();
		}
		return regex.startsWith("^") ? (text) -> text.startsWith(plain) && pattern.matcher(text).find()
				: (text) -> text.contains(plain) && pattern.matcher(text).find();
	}

	private static void requireText(String operand) {
		if (operand.isEmpty()) {
			throw new IllegalArgumentException("An empty text would match by accident");
		}
	}

}
