package io.microgate.coverage;

import io.microgate.match.PathPatternText;
import io.microgate.match.StringMatcherSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathSet}: for how much of a mapping it holds.
 */
class PathSetTests {

	private static PathSet mapping(String pattern) {
		return PatternGlobs.read("", pattern, true);
	}

	@ParameterizedTest
	@CsvSource({ "^/a/b(/|$), /a/b/{x}, ALL", "^/a/b(/|$), /a/b, ALL", "^/a/b(/|$), /a/{x}, SOME",
			"^/a/b(/|$), /a/bc, NONE", "^/a/b(/|$), /a/bc/{x}, NONE", "^/a/b(/|$), /c/{x}, NONE",
			"^/a/b(/|$), /a/b/**, ALL", "^/a/b, /a/bc/{x}, ALL", "^/a/.*$, /a/{x}, ALL", "^/a$, /a/{x}, NONE",
			"^/a$, /{x}, SOME", "a, /a/{x}, ALL", "a, /a/b, ALL", "x, /a/b, NONE", "^/a|/b, /c/{x}, SOME",
			"^/a(b|c), /d/{x}, NONE", "^/a(b|c), /ab/{x}, ALL", "^/ab?c, /ad/{x}, NONE", "^/ab*, /a/{x}, SOME",
			"^/a\\.b$, /a.b, ALL", "^/a\\.b/, /axb/{x}, NONE", "(?i)^/a, /b/{x}, NONE", "(?i)^/a, /A/{x}, ALL",
			"^/(a|b)/[^/]+$, /b/{x}, ALL", "^/a/[0-9]+$, /a/{x}, SOME", "^/a/[0-9]+$, /b/{x}, NONE",
			"^/a(?:/.*)?$, /a/**, ALL", "(^|/)\\.git(/|$), /.git/{x}, ALL", "(^|/)\\.git(/|$), /a/{x}, SOME",
			"^/a/[^/]*/c$, /a/{x}/c, ALL", "(?m)^/a$, /a, ALL", "(?m)^/a$, /a/{x}, SOME", "^/a[bc], /b/{x}, NONE",
			"^/a[|]|/b, /b/{x}, ALL" })
	void extentWhenRegexIsFoundThenWhatCanBeProved(String regex, String pattern, MatchExtent extent) {
		PathSet set = PathSet.matching(new StringMatcherSpec(null, null, null, null, regex, false));
		assertThat(set.extent(mapping(pattern))).isEqualTo(extent);
	}

	@ParameterizedTest
	@CsvSource({ "/a/b, /a/b, ALL", "/a/.*, /a/{x}, ALL", "/a, /a/{x}, NONE", "/a, /{x}, SOME", "/a(/.*)?, /a/**, ALL",
			"/a(/|$), /a/{x}, NONE", "/(a|b)/[^/]+, /b/{x}, ALL", "/[^/]+, /{x}, ALL", "/[a-z]+, /a, ALL",
			"/[a-z]+, /1, NONE", "/[a-z]+, /{x}, SOME", "/a|/b, /c/{x}, NONE" })
	void extentWhenRegexMatchesWholeThenWhatCanBeProved(String regex, String pattern, MatchExtent extent) {
		assertThat(PathSet.regex(regex).extent(mapping(pattern))).isEqualTo(extent);
	}

	@ParameterizedTest
	@CsvSource({ "/a/**, /a, ALL", "/a/**, /a/b/{x}, ALL", "/a/*, /a/{x}, ALL", "/a/{x}, /a/*, SOME",
			"/a/{x:[0-9]+}, /a/{y}, SOME", "/a/{x:[0-9]+}, /a/1, ALL", "/a/{x:[0-9]+}, /a/b, NONE", "/**/c, /a/c, ALL",
			"/**/c, /a/{x}, SOME", "/a/?, /a/bc, NONE", "/a/?, /a/b, ALL", "/{x}-{y}, /a-b, ALL", "/{x}-{y}, /ab, NONE",
			"/{x:[a-c]{1}}, /c/{y}, NONE", "/a, /**, SOME", "/**, /{*rest}, ALL" })
	void extentWhenPatternThenWhatCanBeProved(String own, String pattern, MatchExtent extent) {
		assertThat(PathSet.pattern(PathPatternText.parse(own)).extent(mapping(pattern))).isEqualTo(extent);
	}

}
