package io.microgate.match;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Re2Expression}: what it takes and what it says of an expression.
 */
class Re2ExpressionTests {

	@ParameterizedTest
	@ValueSource(strings = { "^/api/admin(/|$)", "(a{1000})*", "a{1000}b{1000}", "((a{10}){10}){10}", "(a{1000})b{2}",
			"[(]a{2}[)]{600}", "(a{40}[{2}])\\({1000}", "(\\Q{1000}){1000}\\E){9}", "[]{1000}]{600}",
			"[[:alpha:]{9}]{999}", "a{,1000}", "(a{1000}\\x{41}){1}", "", "a||b", "()", "(?P<n>a)", "(?<n>a)",
			"(?i)(?-i)a(?U:b+?)", "[^]a]", "[a-\\x{10ffff}]", "\\pN\\p{Greek}\\P{^Lu}", "\\Qa.b", "\\01\\101\\_" })
	void isValidWhenExpressionThenTrue(String text) {
		assertThat(Re2Expression.isValid(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "a{1001}", "(?=a)", "(((a{1000}){1000}){1000})", "(a{1000}){2}", "(a{2}){501,}",
			"(?:(x|a{2,100})b){0,11}", "(a*[\\]{9}]{1000}){2}", "((a{1000})+b){2}", "a**", "*a", "a|*", "(?i", "(?x)",
			"[b-a]", "[[:none:]]", "\\p{None}", "\\C", "\\1", "\\8", "\\x{110000}", "(?P<a-b>c)", "(?P<n>a)(?P<n>b)",
			"a)", "[a", "\\", "a{2,1}", "(abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz){1000}" })
	void isValidWhenNoneOrRepeatedTooOftenThenFalse(String text) {
		assertThat(Re2Expression.isValid(text)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 101, 5_000, 100_000 })
	void isValidWhenGroupsAreNestedTooDeepThenFalse(int depth) {
		assertThat(Re2Expression.isValid("(".repeat(depth) + ")".repeat(depth))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "[a-z]+,", "(?:a|b)c,", "(a)b, without capturing groups", "(?P<n>a), without capturing groups",
			"(?=a), RE2 syntax", "'[a-z]{500}|[0-9]{500}', cheaper to match" })
	void variableProblemWhenExpressionThen(String text, String problem) {
		if (problem == null) {
			assertThat(Re2Expression.variableProblem(text)).isNull();
		}
		else {
			assertThat(Re2Expression.variableProblem(text)).contains(problem);
		}
	}

	@ParameterizedTest
	@CsvSource({ "^/api/admin(/|$), /api/admin", "/api, /api", "^/api, /api", "^/api?, /ap", "^/ap{1}, /ap",
			"^/ap{2}x, /appx", "'^/ap{2,}x', /app", "a|b, ''", "^/a(b|c)|d, ''", "^/a\\.b, /a.b", "^/a[b|c], /a",
			"^/(a|b)\\.html, /", "(?i)/a, /", "^^a, a", "a*, ''", "^, ''", "^/a\\Q(\\E|b, ''", "^/a\\(|b, ''",
			"^/a(b\\)|c), /a", "/ab(?i)*, /a", "/ab\\Q\\E*, /a", "^/(abc|abd), /ab", "^/a+b, /a", "(?:/a)(b)c, /abc",
			"\\x2fa, /a", "a\\b/, a/", "[/]a, /a", "a{0}b, b" })
	void prefixWhenExpressionThenWhatItBeginsWith(String regex, String prefix) {
		assertThat(Re2Expression.compile(regex).prefix()).isEqualTo(prefix);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			a ~ false ~ false
			^a ~ true ~ false
			a$ ~ false ~ true
			^a$ ~ true ~ true
			\\Aa\\z ~ true ~ true
			^a\\$ ~ true ~ false
			^a\\\\$ ~ true ~ true
			^a\\\\z ~ true ~ false
			^a|b$ ~ false ~ false
			^a$|^b$ ~ true ~ true
			^(a|b)$ ~ true ~ true
			^[|]$ ~ true ~ true
			^[]|]$ ~ true ~ true
			^[^]|]$ ~ true ~ true
			^[[:alpha:]|]$ ~ true ~ true
			^[\\]|]$ ~ true ~ true
			^a\\|b$ ~ true ~ true
			^\\Q|\\E$ ~ true ~ true
			(?i)^a$ ~ true ~ true
			(?m)^a$ ~ false ~ false
			(?im)^a$ ~ false ~ false
			^a(/|$) ~ true ~ false
			$ ~ false ~ true
			^ ~ true ~ false
			(^a|^b)$ ~ true ~ true
			(^)?a($)* ~ false ~ false
			(?:^a){2}($)+ ~ true ~ true
			(?m:a)$ ~ false ~ true
			\\b^a ~ true ~ false
			""")
	void anchorsWhenRegexThen(String regex, boolean start, boolean end) {
		Re2Expression expression = Re2Expression.compile(regex);
		assertThat(expression.isAnchoredAtStart()).isEqualTo(start);
		assertThat(expression.isAnchoredAtEnd()).isEqualTo(end);
	}

	@ParameterizedTest
	@ValueSource(strings = { "(^|/)\\.git(/|$)", "^/[a-f0-9]{64}$", "^/[^/]{1,200}$", "[0-9a-f]{32}", "^(a|b)*c.*d",
			"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "\\b(select|union|insert)\\b", "^/.{1,250}/x$" })
	void isAffordableWhenUsualThenTrue(String regex) {
		assertThat(Re2Expression.compile(regex, true).isAffordable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "((a{1,10}){1,10}){1,10}b", "a{100}b", "[a-z]{1,100}b", "(.*a){200}", "(a?){60}b",
			"[a-z]{1,60}\\b[a-z]+", "\\pL?[a-z]{1,60}9", "a|b[a-z]{70}|[a-z]{70}" })
	void isAffordableWhenProgramIsTooLongThenFalse(String regex) {
		assertThat(Re2Expression.compile(regex).isAffordable()).isFalse();
	}

}
