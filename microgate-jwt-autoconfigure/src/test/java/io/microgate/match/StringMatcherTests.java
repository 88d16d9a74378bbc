package io.microgate.match;

import java.time.Duration;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class StringMatcherTests {

	private static final String KELVIN = "\u212A";

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"exact,    /api/admin, /api/admin,    true",
			"exact,    /api/admin, /api/Admin,    false",
			"exact,    /api/admin, /api/admin/,   false",
			"exact,    /api/admin, /api/admi,     false",
			"exact,    /api/admin, '',            false",
			"exact,    straße,     straße,        true",
			"prefix,   /api/,      /api/books,    true",
			"prefix,   /api/,      /api/,         true",
			"prefix,   /api/,      /API/books,    false",
			"prefix,   /api/,      /v1/api/,      false",
			"prefix,   /api/,      /ap,           false",
			"prefix,   /api/,      '',            false",
			"suffix,   .json,      /books.json,   true",
			"suffix,   .json,      .json,         true",
			"suffix,   .json,      /books.JSON,   false",
			"suffix,   .json,      /books.json/,  false",
			"suffix,   .json,      json,          false",
			"contains, admin,      /api/admin/x,  true",
			"contains, admin,      admin,         true",
			"contains, admin,      /api/Admin,    false",
			"contains, admin,      /adm/in,       false",
			"contains, admin,      adm,           false",
			"contains, aab,        aaab,          true",
			"regex,    admin,      /api/admin/x,  true",
			"regex,    ^/admin/,   /admin/x,      true",
			"regex,    ^/admin/,   /api/admin/,   false",
			"regex,    ^/admin$,   /admin,        true",
			"regex,    ^/admin$,   /admin/,       false",
			"regex,    ^a|b$,      xb,            true",
			"regex,    ^a|b$,      bx,            false",
			"regex,    admin,      ADMIN,         false",
			"regex,    ^$,         '',            true",
			"regex,    ^$,         x,             false",
			"regex,    x*,         '',            true",
	// @formatter:on
	})
	void matchesWhenCaseCountsThenCompares(String kind, String operand, String text, boolean expected) {
		assertThat(matcher(kind, operand, false).matches(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"exact,    admin,    ADMIN,        true",
			"exact,    ADMIN,    aDmIn,        true",
			"exact,    admin,    admins,       false",
			"exact,    ä,        Ä,            false",
			"exact,    Ä,        Ä,            true",
			"exact,    '[',      '{',          false",
			"exact,    @,        `,            false",
			"exact,    k,        \u212A,       false",
			"exact,    \u212A,   k,            false",
			"exact,    s,        \u017F,       false",
			"exact,    i,        \u0130,       false",
			"exact,    \u0131,   I,            false",
			"exact,    ss,       ß,            false",
			"prefix,   /Api/,    /aPI/books,   true",
			"prefix,   /Api/,    /aPI,         false",
			"prefix,   k,        \u212A1,      false",
			"suffix,   .Json,    /books.jSON,  true",
			"suffix,   .Json,    json,         false",
			"suffix,   k,        1\u212A,      false",
			"contains, AdMin,    /api/aDMIN/x, true",
			"contains, AdMin,    /api/adm,     false",
			"contains, k,        a\u212Ab,     false",
			"contains, AAB,      aaab,         true",
			"regex,    ^/Admin/, /aDMIN/x,     true",
			"regex,    ^a|B$,    Ax,           true",
			"regex,    ^a|B$,    xb,           true",
			"regex,    ^k$,      \u212A,       true",
			"regex,    ^s$,      \u017F,       true",
			"regex,    ^ä$,      Ä,            true",
			"regex,    ^(?-i:a)b$, aB,         true",
			"regex,    ^(?-i:a)b$, AB,         false",
			"regex,    ^\\Qa.b,  A.B,          true",
	// @formatter:on
	})
	void matchesWhenCaseIsIgnoredThenFolds(String kind, String operand, String text, boolean expected) {
		assertThat(matcher(kind, operand, true).matches(text)).isEqualTo(expected);
	}

	@Test
	void matchesWhenKelvinSignThenOnlyFoldingRegexTakesItForTheLetter() {
		assertThat(matcher("exact", "k", false).matches(KELVIN)).isFalse();
		assertThat(matcher("exact", "k", true).matches(KELVIN)).isFalse();
		assertThat(matcher("regex", "k", false).matches(KELVIN)).isFalse();
		assertThat(matcher("regex", "(?i)k", false).matches(KELVIN)).isTrue();
		assertThat(matcher("regex", "k", true).matches(KELVIN)).isTrue();
	}

	@Test
	void matchesWhenLineBreakThenAnchorsHoldForTheWholeText() {
		StringMatcher matcher = matcher("regex", "^admin$", false);
		assertThat(matcher.matches("admin\n")).isFalse();
		assertThat(matcher.matches("x\nadmin")).isFalse();
		assertThat(matcher("regex", "^a.b$", false).matches("a\nb")).isFalse();
	}

	@Test
	void matchesWhenTextIsHugeThenRegexStaysLinear() {
		String text = "a".repeat(50_000) + "!";
		assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
			assertThat(matcher("regex", "^(a+)+$", false).matches(text)).isFalse();
			assertThat(matcher("regex", "(a|a)*b", true).matches(text)).isFalse();
			assertThat(matcher("regex", "^(.*)*!$", false).matches(text)).isTrue();
		});
	}

	@Test
	void matchesWhenTextIsNoValidUnicodeThenCompares() {
		assertThat(matcher("prefix", "a", true).matches("A\uD800")).isTrue();
		assertThat(matcher("regex", "^a.$", false).matches("a\uD800")).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "exact, Content-Type, true", "exact, content-typ, false", "prefix, CONTENT, true",
			"suffix, TYPE, true", "contains, ENT-T, true", "regex, ^CONTENT-TYPE$, true", "regex, ^type, false" })
	void compileWhenSpecHasNoCaseThenCaseIsIgnored(String kind, String operand, boolean expected) {
		CaselessMatcherSpec.Matcher spec = new CaselessMatcherSpec.Matcher(only("exact", kind, operand),
				only("prefix", kind, operand), only("suffix", kind, operand), only("contains", kind, operand),
				only("regex", kind, operand));
		assertThat(StringMatcher.compile(spec).matches("content-type")).isEqualTo(expected);
		assertThat(StringMatcher.compile(new CaselessMatcherSpec(spec)).matches("content-type")).isEqualTo(expected);
	}

	@Test
	void compileWhenNotExactlyOneIsSetThenThrows() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> StringMatcher.compile(new StringMatcherSpec(null, null, null, null, null, false)))
			.withMessageStartingWith("Exactly one of");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> StringMatcher.compile(new StringMatcherSpec("a", null, null, null, "a", false)))
			.withMessageStartingWith("Exactly one of");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> StringMatcher.compile(new CaselessMatcherSpec.Matcher(null, null, null, null, null)));
	}

	@ParameterizedTest
	@CsvSource({ "exact", "prefix", "suffix", "contains", "regex" })
	void compileWhenOperandIsEmptyThenThrows(String kind) {
		assertThatIllegalArgumentException().isThrownBy(() -> matcher(kind, "", false));
	}

	@Test
	void compileWhenMatcherIsMissingThenThrows() {
		assertThatNullPointerException().isThrownBy(() -> StringMatcher.compile(new MatcherSpec(null)));
		assertThatNullPointerException().isThrownBy(() -> StringMatcher.compile(new CaselessMatcherSpec(null)));
	}

	@ParameterizedTest
	@CsvSource({ "a)(b", "(a", "[a", "(?=a)", "(a)\\1", "a{2000}" })
	void compileWhenRegexIsNotRe2ThenThrows(String regex) {
		assertThatExceptionOfType(PatternSyntaxException.class).isThrownBy(() -> matcher("regex", regex, false));
		assertThatExceptionOfType(PatternSyntaxException.class).isThrownBy(() -> matcher("regex", regex, true));
	}

	private static StringMatcher matcher(String kind, String operand, boolean ignoreCase) {
		return StringMatcher.compile(new MatcherSpec(new StringMatcherSpec(only("exact", kind, operand),
				only("prefix", kind, operand), only("suffix", kind, operand), only("contains", kind, operand),
				only("regex", kind, operand), ignoreCase)));
	}

	private static String only(String kind, String wanted, String operand) {
		return kind.equals(wanted) ? operand : null;
	}

}
