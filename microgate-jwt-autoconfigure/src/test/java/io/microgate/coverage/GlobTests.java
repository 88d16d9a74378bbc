package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Glob}, against all short strings of an alphabet.
 */
class GlobTests {

	private static final List<String> TEXTS = texts();

	private static List<String> texts() {
		List<String> texts = new ArrayList<>(List.of(""));
		int start = 0;
		for (int length = 1; length <= 7; length++) {
			int end = texts.size();
			for (int i = start; i < end; i++) {
				for (String character : List.of("/", "a", "A")) {
					texts.add(texts.get(i) + character);
				}
			}
			start = end;
		}
		return texts;
	}

	@Test
	void intersectsAndContainsThenAsTextsSay() {
		Random random = new Random(7);
		int disjoint = 0;
		int contained = 0;
		for (int i = 0; i < 1000; i++) {
			Sample first = Sample.of(random);
			Sample second = Sample.of(random);
			String description = first.regex + " and " + second.regex;
			boolean common = TEXTS.stream().anyMatch((text) -> first.test(text) && second.test(text));
			assertThat(first.glob.intersects(second.glob)).as(description).isEqualTo(common);
			assertThat(second.glob.intersects(first.glob)).as(description).isEqualTo(common);
			if (first.glob.contains(second.glob)) {
				assertThat(TEXTS).as(description).allMatch((text) -> first.test(text) || !second.test(text));
				contained++;
			}
			disjoint += common ? 0 : 1;
		}
		assertThat(disjoint).isGreaterThan(100);
		assertThat(contained).isGreaterThan(50);
	}

	@Test
	void containsWhenItselfThenTrueUnlessFoldedInManyWays() {
		assertThat(Glob.text("/Aa", false).contains(Glob.text("/aA", false))).isTrue();
		assertThat(Glob.text("/k", false).contains(Glob.text("/k", false))).isFalse();
		assertThat(Glob.text("/k", false).intersects(Glob.text("/\u212A", true))).isTrue();
		assertThat(Glob.text("/k", false).contains(Glob.text("/\u212A", true))).isFalse();
	}

	@Test
	void literalWhenWildcardOrFoldedThenNull() {
		assertThat(Glob.text("/a", true).literal()).isEqualTo("/a");
		assertThat(Glob.text("/1", false).literal()).isEqualTo("/1");
		assertThat(Glob.text("/a", false).literal()).isNull();
		assertThat(Glob.text("/a", true).then(Glob.ANY).literal()).isNull();
	}

	private record Sample(Glob glob, String regex, Predicate<String> pattern) {

		static Sample of(Random random) {
			Glob glob = Glob.EMPTY;
			StringBuilder regex = new StringBuilder();
			int length = random.nextInt(4);
			for (int i = 0; i <= length; i++) {
				switch (random.nextInt(8)) {
					case 0 -> {
						glob = glob.then(Glob.ANY);
						regex.append(".*");
					}
					case 1 -> {
						glob = glob.then(Glob.SEGMENT);
						regex.append("[^/]*");
					}
					case 2 -> {
						glob = glob.then(Glob.ONE);
						regex.append("[^/]");
					}
					case 3 -> {
						glob = glob.then(Glob.text("a", false));
						regex.append("[aA]");
					}
					default -> {
						String character = List.of("/", "a", "A").get(random.nextInt(3));
						glob = glob.then(Glob.text(character, true));
						regex.append(character);
					}
				}
			}
			return new Sample(glob, regex.toString(), Pattern.compile(regex.toString()).asMatchPredicate());
		}

		boolean test(String text) {
			return this.pattern.test(text);
		}

	}

}
