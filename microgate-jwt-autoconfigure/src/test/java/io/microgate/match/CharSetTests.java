package io.microgate.match;

import java.util.List;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharSet}: the classes that the reader makes have what RE2/J's have.
 */
class CharSetTests {

	private static final List<Integer> BEYOND = List.of(0x80, 0xe9, 0xc9, 0x17f, 0x212a, 0x1e9e, 0x3c3, 0x3c2, 0xd7ff,
			0xe000, 0xffff, 0x10000, 0x10400, 0x10428, 0x10ffff);

	@ParameterizedTest
	@ValueSource(strings = { "a", "k", "\u00e9", "\u212a", ".", "(?s).", "\\d", "\\D", "\\s", "\\S", "\\w", "\\W",
			"[[:alnum:]]", "[[:alpha:]]", "[[:ascii:]]", "[[:blank:]]", "[[:cntrl:]]", "[[:digit:]]", "[[:graph:]]",
			"[[:lower:]]", "[[:print:]]", "[[:punct:]]", "[[:space:]]", "[[:upper:]]", "[[:word:]]", "[[:xdigit:]]",
			"[[:^alpha:]]", "[^/]", "[^a-z]", "[a-z]", "[^[:^digit:]]", "[^\\d\\D]", "[\\x00-\\x{10ffff}]", "\\pL",
			"[^\\pL]", "[a-c\\.-]", "[-a]", "[+--]" })
	void containsWhenReadFromAClassThenAsInRe2(String regex) {
		compare(regex, false);
		compare(regex, true);
	}

	private static void compare(String regex, boolean ignoreCase) {
		RegexNode root = Re2Expression.compile(regex, ignoreCase).root();
		CharSet set = ((RegexNode.Char) root).set();
		Pattern pattern = Pattern.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
		for (int c = 0; c < 0x80 + BEYOND.size(); c++) {
			int codePoint = (c < 0x80) ? c : BEYOND.get(c - 0x80);
			boolean taken = pattern.matches(Character.toString(codePoint));
			String description = "%s (ignoring case: %s) and %x".formatted(regex, ignoreCase, codePoint);
			assertThat(set.contains(codePoint) || !taken).as(description).isTrue();
			assertThat(!set.isExact() || set.contains(codePoint) == taken).as(description).isTrue();
		}
	}

}
