package io.microgate.match;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Builds strings from the structure of a regular expression that are likely to match it.
 * Assertions and classes that are not exactly known are left to the matcher.
 */
final class RegexExamples {

	/** Strings that are kept of each part. */
	private static final int MAX_STRINGS = 64;

	/** Strings that are longer match nothing that has a bound. */
	private static final int MAX_LENGTH = 2048;

	private static final int MAX_CHARS = 6;

	/** As a letter in both cases. */
	private static final int FEW_CHARS = 2;

	private static final int ASCII_END = 0x7f;

	/** In the order in which they read best, each kind of character among the first. */
	private static final int[] CHARS = ("a0-A_./ :@bB1zZ9,;=+*?!#%&~'\"()[]{}<>|\\^$`\n\t"
			+ "éÉßαЯ中\u0627€ǅ²\u0301\u2028\u2029ʰⅧ\u05d0あア한กअ")
		.codePoints()
		.toArray();

	private static final Pattern UNICODE_CLASS = Pattern.compile("\\\\[pP](?:\\{[^}]*}|[A-Z])");

	/** Characters that the expression names, one by one or by classes of Unicode. */
	private final int[] named;

	/**
	 * Creates examples.
	 * @param text the expression
	 */
	RegexExamples(String text) {
		this.named = IntStream
			.concat(text.codePoints().filter((c) -> c > ASCII_END),
					UNICODE_CLASS.matcher(text).results().flatMapToInt((found) -> ofClass(found.group())))
			.distinct()
			.toArray();
	}

	private static IntStream ofClass(String regex) {
		com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(regex);
		return Arrays.stream(CHARS).filter((c) -> pattern.matches(Character.toString(c))).limit(1);
	}

	/** Returns strings, those that read best first. */
	List<String> of(RegexNode node) {
		if (node instanceof RegexNode.Char character) {
			return ofChar(character.set());
		}
		if (node instanceof RegexNode.Assertion) {
			return List.of("");
		}
		if (node instanceof RegexNode.Alternation alternation) {
			return ofAlternation(alternation.choices());
		}
		if (node instanceof RegexNode.Repetition repetition) {
			return ofRepetition(repetition);
		}
		return ofSequence(node.children());
	}

	private List<String> ofChar(CharSet set) {
		if (set.isExact()) {
			int[] few = set.codePoints(FEW_CHARS);
			List<String> strings = strings(set, (few.length > 0) ? few : CHARS).limit(MAX_CHARS).toList();
			return strings.isEmpty() ? strings(set, set.boundaries()).limit(MAX_CHARS).toList() : strings;
		}
		int[] ascii = Arrays.stream(set.boundaries()).filter((c) -> c > ' ' && c < ASCII_END).toArray();
		return Stream.of(this.named, ascii, CHARS).flatMap((some) -> strings(set, some)).distinct().toList();
	}

	private static Stream<String> strings(CharSet set, int[] codePoints) {
		return Arrays.stream(codePoints)
			.filter((c) -> set.contains(c) && Character.getType(c) != Character.SURROGATE)
			.mapToObj(Character::toString);
	}

	/** By turns, so that each choice has its part. */
	private List<String> ofAlternation(List<RegexNode> choices) {
		List<List<String>> strings = choices.stream().map(this::of).toList();
		Set<String> mixed = new LinkedHashSet<>();
		for (int i = 0; i < MAX_STRINGS && mixed.size() < MAX_STRINGS; i++) {
			for (List<String> choice : strings) {
				if (i < choice.size() && mixed.size() < MAX_STRINGS) {
					mixed.add(choice.get(i));
				}
			}
		}
		return List.copyOf(mixed);
	}

	private List<String> ofRepetition(RegexNode.Repetition repetition) {
		List<String> once = (repetition.max() == 0) ? List.of() : of(repetition.part());
		Set<String> strings = new LinkedHashSet<>();
		int times = Math.max(repetition.min(), 1);
		for (String string : once) {
			if ((long) string.length() * times <= MAX_LENGTH) {
				strings.add(string.repeat(times));
			}
		}
		if (repetition.min() == 0) {
			strings.add("");
		}
		boolean more = repetition.max() == RegexNode.Repetition.UNBOUNDED || repetition.max() > times;
		for (int i = 0; i < Math.min(once.size(), MAX_CHARS) && more; i++) {
			strings.add(once.get(i).repeat(times + 1));
		}
		return List.copyOf(strings);
	}

	private List<String> ofSequence(List<RegexNode> parts) {
		List<String> strings = List.of("");
		for (RegexNode part : parts) {
			strings = join(strings, of(part));
		}
		return strings;
	}

	/** Joins each of the first with each of the second, the best ones first. */
	private static List<String> join(List<String> first, List<String> second) {
		Set<String> joined = new LinkedHashSet<>();
		for (int sum = 0; sum < first.size() + second.size() - 1; sum++) {
			for (int i = Math.max(0, sum - second.size() + 1); i <= Math.min(sum, first.size() - 1); i++) {
				if (joined.size() < MAX_STRINGS) {
					joined.add(first.get(i) + second.get(sum - i));
				}
			}
		}
		return List.copyOf(joined);
	}

}
