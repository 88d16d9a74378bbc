package io.microgate.match;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds strings that a matcher matches.
 */
public final class ExampleText {

	/** What may have to stand around a match, such as a character of a word. */
	private static final List<String> SURROUNDINGS = List.of("%s", "/%s", "%sa", "a%s", "a%sa", " %s", "%s ", " %s ",
			"\n%s", "%s\n", "\n%s\n");

	private ExampleText() {
	}

	/**
	 * Finds a string.
	 * @param spec a spec that has been checked
	 * @return a string that matches, {@code null} if none is known
	 */
	public static @Nullable String of(StringMatcherSpec spec) {
		return of(spec, (text) -> true);
	}

	/**
	 * Finds a string that meets a further condition.
	 * @param spec a spec that has been checked
	 * @param condition what the string has to meet
	 * @return a string that matches, an empty one only where no other is known;
	 * {@code null} if none is known
	 */
	public static @Nullable String of(StringMatcherSpec spec, Predicate<String> condition) {
		Predicate<String> accepted = condition.and(StringMatcher.compile(spec)::matches);
		List<String> candidates = candidates(spec);
		for (String surroundings : SURROUNDINGS) {
			for (String candidate : candidates) {
				String text = surroundings.replace("%s", candidate);
				if (!text.isEmpty() && accepted.test(text)) {
					return text;
				}
			}
		}
		return accepted.test("") ? "" : null;
	}

	/**
	 * Finds several strings, of an expression by each of its choices.
	 * @param spec a spec that has been checked
	 * @param most how many at most
	 * @return strings that match, empty if none is known
	 */
	public static List<String> several(StringMatcherSpec spec, int most) {
		StringMatcher matcher = StringMatcher.compile(spec);
		List<String> matching = candidates(spec).stream().filter(matcher::matches).limit(most).toList();
		String example = matching.isEmpty() ? of(spec) : null;
		return (example != null) ? List.of(example) : matching;
	}

	private static List<String> candidates(StringMatcherSpec spec) {
		return Stream.of(spec.exact(), spec.prefix(), spec.suffix(), spec.contains())
			.filter(Objects::nonNull)
			.findFirst()
			.map(List::of)
			.orElseGet(() -> examples(Objects.requireNonNull(spec.regex(), "A comparison must be set"),
					spec.ignoreCase()));
	}

	private static List<String> examples(String regex, boolean ignoreCase) {
		return new RegexExamples(regex).of(Re2Expression.compile(regex, ignoreCase).root());
	}

}
