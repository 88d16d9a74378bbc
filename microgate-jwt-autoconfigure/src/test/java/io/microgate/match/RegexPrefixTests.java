package io.microgate.match;

import java.util.Random;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegexPrefix}.
 */
class RegexPrefixTests {

	private static final String[] PARTS = { "a", "b", "/", "^", "$", "|", "(", ")", "?", "*", "+", "{2}", "[ab]", "\\",
			"\\Q", "\\E", ".", "(?i)", "(?:", "-", "[", "]" };

	@ParameterizedTest
	@CsvSource({ "^/api/admin(/|$), /api/admin", "/api, /api", "^/api, /api", "^/api?, /ap", "^/ap{1}, /a", "a|b, ''",
			"^/a(b|c)|d, ''", "^/a\\.b, /a", "^/a[b|c], ''", "^/(a|b)\\.html, /", "(?i)/a, ''", "^^a, ''", "a*, ''",
			"^, ''", "^/a\\Q(\\E|b, ''", "^/a\\(|b, ''", "^/a(b\\)|c), /a", "/ab(?i)*, /a", "/ab\\Q\\E*, /a" })
	void ofWhenExpressionThenWhatItBeginsWith(String regex, String prefix) {
		assertThat(RegexPrefix.of(regex)).isEqualTo(prefix);
	}

	@Test
	void ofWhenRandomThenNothingElseMatches() {
		Random random = new Random(6);
		int matched = 0;
		for (int i = 0; i < 60_000; i++) {
			String regex = text(random, PARTS, 6);
			try {
				Pattern pattern = Pattern.compile(regex);
				String text = text(random, new String[] { "a", "b", "/", "A", "-", "(", "\\" }, 5);
				String prefix = RegexPrefix.of(regex);
				if (pattern.matches(text)) {
					matched++;
					assertThat(text).as(regex).startsWith(prefix);
				}
				if (pattern.matcher(text).find()) {
					assertThat(text).as(regex).contains(prefix);
					assertThat(!regex.startsWith("^") || text.startsWith(prefix)).as(regex + " " + text).isTrue();
				}
			}
			catch (PatternSyntaxException ex) {
				// no expression
			}
		}
		assertThat(matched).isGreaterThan(300);
	}

	private static String text(Random random, String[] parts, int most) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(most); i >= 0; i--) {
			text.append(parts[random.nextInt(parts.length)]);
		}
		return text.toString();
	}

}
