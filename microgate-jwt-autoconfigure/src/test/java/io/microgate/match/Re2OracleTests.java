package io.microgate.match;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read from an expression is held against what RE2/J does with it, for
 * expressions and strings by chance.
 */
@Tag("slow")
class Re2OracleTests {

	private static final int EXPRESSIONS = 60_000;

	@Test
	void readWhenRe2TakesAnExpressionThenSoDoesTheReader() {
		RandomRegex random = RandomRegex.of(1);
		for (int i = 0; i < EXPRESSIONS; i++) {
			String text = random.text();
			assertThat(Re2Expression.isValid(text)).as(text).isEqualTo(RandomRegex.isRe2(text));
		}
	}

	@Test
	void factsWhenRe2FindsAMatchThenTheyHold() {
		RandomRegex random = RandomRegex.of(2);
		int found = 0;
		for (int i = 0; i < EXPRESSIONS; i++) {
			String text = random.valid();
			boolean fold = random.coin();
			Re2Expression expression = Re2Expression.compile(text, fold);
			Pattern pattern = Pattern.compile(text, fold ? Pattern.CASE_INSENSITIVE : 0);
			assertThat(expression.hasCapturingGroup()).as(text).isEqualTo(pattern.groupCount() > 0);
			for (int j = 0; j < 5; j++) {
				String input = random.input();
				com.google.re2j.Matcher matcher = pattern.matcher(input);
				if (matcher.find()) {
					found++;
					String description = text + " finds " + matcher.group() + " in " + input;
					assertThat(matcher.group()).as(description).startsWith(expression.prefix());
					assertThat(!expression.isAnchoredAtStart() || matcher.start() == 0).as(description).isTrue();
					assertThat(!expression.isAnchoredAtEnd() || matcher.end() == input.length()).as(description)
						.isTrue();
				}
			}
		}
		assertThat(found).isGreaterThan(20_000);
	}

	@Test
	void matchesWhenRe2DecidesThenTheSame() {
		RandomRegex random = RandomRegex.of(3);
		int matched = 0;
		for (int i = 0; i < EXPRESSIONS; i++) {
			String text = random.valid();
			boolean fold = random.coin();
			Re2Expression expression = Re2Expression.compile(text, fold);
			Pattern pattern = Pattern.compile(text, fold ? Pattern.CASE_INSENSITIVE : 0);
			RegexMatcher finder = expression.finder();
			RegexMatcher matcher = expression.matcher();
			for (int j = 0; j < 5; j++) {
				String input = random.input();
				String description = text + " on " + input;
				boolean whole = pattern.matches(input);
				matched += whole ? 1 : 0;
				assertThat(matcher.matches(input, ExpressionBudget.unlimited())).as(description).isEqualTo(whole);
				assertThat(finder.matches(input, ExpressionBudget.unlimited())).as(description)
					.isEqualTo(pattern.matcher(input).find());
			}
		}
		assertThat(matched).isGreaterThan(3_000);
	}

	@Test
	void automatonWhenSetsAndAssertionsAreExactThenTakesNoOtherText() {
		RandomRegex random = RandomRegex.of(4);
		int ruledOut = 0;
		for (int i = 0; i < EXPRESSIONS; i++) {
			String text = random.valid();
			RegexNode root = Re2Expression.compile(text).root();
			Pattern pattern = Pattern.compile(text);
			RegexAutomaton finder = RegexAutomaton.compile(root, false);
			RegexAutomaton matcher = RegexAutomaton.compile(root, true);
			for (int j = 0; j < 5 && isExact(root); j++) {
				String input = random.input();
				boolean found = pattern.matcher(input).find();
				ruledOut += found ? 0 : 1;
				assertThat(finder.mayMatch(input, ExpressionBudget.unlimited())).as(text + " in " + input)
					.isEqualTo(found);
				assertThat(matcher.mayMatch(input, ExpressionBudget.unlimited())).as(text + " is " + input)
					.isEqualTo(pattern.matches(input));
			}
		}
		assertThat(ruledOut).isGreaterThan(20_000);
	}

	private static boolean isExact(RegexNode node) {
		if (node instanceof RegexNode.Char character) {
			return character.set().isExact();
		}
		if (node instanceof RegexNode.Assertion assertion) {
			return assertion.position() != RegexNode.Position.OTHER;
		}
		return node.children().stream().allMatch(Re2OracleTests::isExact);
	}

}
