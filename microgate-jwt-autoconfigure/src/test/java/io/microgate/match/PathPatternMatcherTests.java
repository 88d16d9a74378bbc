package io.microgate.match;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathPatternMatcher} and {@link PathPatternText}, with Spring's own
 * patterns as the judge.
 */
class PathPatternMatcherTests {

	private static final List<String> PIECES = List.of("a", "b", "ab", "*", "**", "?", "{x}", "{y}", "{x:[ab]}",
			"{y:a{1,2}}", "{x:a|b}", "{y:[^-]*}", ".", "-", "{*z}", "***", "{x:\\d+}", "1");

	private static final List<String> SEGMENTS = List.of("a", "b", "ab", "aa", "a-b", "1", "11", "a.b", "", "-", "b1");

	/** Spring throws when it reads a variable behind some trailing slashes. */
	@Test
	void matchesWhenRandomThenAsSpringWithTheSameVariables() {
		Random random = new Random(12);
		int matched = 0;
		int read = 0;
		for (int i = 0; i < 80_000; i++) {
			String text = pattern(random);
			PathPattern pattern = parse(text);
			if (pattern == null) {
				continue;
			}
			PathPatternMatcher matcher = PathPatternMatcher.compile(PathPatternText.parse(text));
			for (int j = 0; j < 12; j++) {
				String path = path(random);
				boolean expected = pattern.matches(PathContainer.parsePath(path));
				assertThat(matcher.matches(path)).as("%s matches %s", text, path).isEqualTo(expected);
				if (expected && !path.endsWith("/")) {
					matched++;
					assertThat(matcher.variables(path)).as("variables of %s in %s", text, path)
						.isEqualTo(pattern.matchAndExtract(PathContainer.parsePath(path)).getUriVariables());
				}
				if (expected) {
					read += assertWholeSegmentsAreRead(text, path, matcher.variables(path));
				}
			}
		}
		assertThat(matched).isGreaterThan(20_000);
		assertThat(read).isGreaterThan(10_000);
	}

	private static int assertWholeSegmentsAreRead(String text, String path, Map<String, String> variables) {
		int read = 0;
		for (Map.Entry<String, String> variable : variables.entrySet()) {
			SegmentPosition position = PathPatternText.parse(text).positionOf(variable.getKey());
			boolean whole = Pattern.compile("/\\{" + variable.getKey() + "(:([^{}]|\\{[^{}]*\\})*)?\\}(/|$)")
				.matcher(text)
				.find();
			assertThat(position != null).as("%s in %s", variable.getKey(), text).isEqualTo(whole);
			if (position != null) {
				assertThat(position.read(path)).as("%s of %s in %s", variable.getKey(), text, path)
					.isEqualTo(variable.getValue());
				read++;
			}
		}
		return read;
	}

	@ParameterizedTest
	@CsvSource({ "/a/{x}, true", "/{x}/a, true", "/{x:[0-9]+}/a, true", "/**/{x}, true", "/{x}/**, true",
			"/{x}/{*y}, true", "/{*y}/{x}/a, true", "/{*x}, false", "/{*x}/a, false", "/a{x}, false", "/{x}a, false",
			"/{x}-{y}, false", "/{x}{y}, false", "/{x}*, false", "/{x:a}?, false", "/{X}, false", "/x, false",
			"/**, false", "/{y}, false" })
	void positionOfWhenVariableIsOneWholeSegmentThenFound(String pattern, boolean whole) {
		assertThat(PathPatternText.parse(pattern).positionOf("x") != null).isEqualTo(whole);
	}

	@ParameterizedTest
	@CsvSource({ "/a/{x}, /a, ", "/a/{x}, /, ", "/a/{x}, /a/, ''", "/a/b/{x}, /a, ", "/{x}, '', ", "/**/{x}/a, /a, ",
			"/**/{x}/a/b, /b, ", "/**/{x}, /, ''", "/**/{x}, '', " })
	void readWhenPathIsTooShortThenNull(String pattern, String path, String value) {
		assertThat(PathPatternText.parse(pattern).positionOf("x").read(path)).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "/a/{x, false", "/a/x}, false", "/a/{x:}, false", "/a/{*x}/b, false", "/{*x}/b, true",
			"/{*x:a}, false", "/{x:a/b}, false", "/{x:a\\/b}, true", "/**/a/**, false", "/a/{x:(}, true",
			"/a/{x:[}, true", "/a/{x}/{x}, false", "/{x:{1}, false", "/{x:\\}}, true" })
	void maskExpressionsWhenParsedBySpringThenOnlyExpressionsDoNotCount(String pattern, boolean valid) {
		assertThat(parse(PathPatternText.maskExpressions(pattern)) != null).isEqualTo(valid);
	}

	@ParameterizedTest
	@CsvSource({ "/a/{x}, /a/{y}", "/a/**, /a/{*x}", "/{x:a}, /{y:a}", "/a{x}-{y}, /a{b}-{c}" })
	void identityWhenSamePathsThenEqual(String one, String other) {
		assertThat(PathPatternText.parse(one).identity()).isEqualTo(PathPatternText.parse(other).identity());
	}

	@ParameterizedTest
	@CsvSource({ "/a/{x}, /a/*", "/a/**, /a/*", "/{x:a}, /{x:b}", "/{x:a}, /{x}", "/a?, /a*", "/a, /a/" })
	void identityWhenOtherPathsThenDifferent(String one, String other) {
		assertThat(PathPatternText.parse(one).identity()).isNotEqualTo(PathPatternText.parse(other).identity());
	}

	@ParameterizedTest
	@CsvSource({ "/a/b/{x}, /a/b", "/a/b/**, /a/b", "/a*, /", "/**, /", "/a/b*/c, /a", "/{x}/a, /" })
	void literalBeginningThenWholeSegments(String pattern, String beginning) {
		assertThat(PathPatternText.parse(pattern).literalBeginning()).isEqualTo(beginning);
	}

	@ParameterizedTest
	@CsvSource({ "/a/b/{x}", "/a*b/c?", "/**", "/a/{*rest}", "/{*all}/x", "/a/{x}-{y}/" })
	void exampleThenMatches(String pattern) {
		PathPatternText text = PathPatternText.parse(pattern);
		assertThat(PathPatternMatcher.compile(text).matches(text.example())).isTrue();
	}

	private static PathPattern parse(String pattern) {
		try {
			return PathPatternParser.defaultInstance.parse(pattern);
		}
		catch (PatternParseException ex) {
			return null;
		}
	}

	private static String pattern(Random random) {
		StringBuilder pattern = new StringBuilder();
		for (int i = random.nextInt(4); i >= 0; i--) {
			pattern.append('/');
			for (int j = random.nextInt(3); j >= 0; j--) {
				pattern.append(PIECES.get(random.nextInt(PIECES.size())));
			}
		}
		return pattern.append((random.nextInt(5) == 0) ? "/" : "").toString();
	}

	private static String path(Random random) {
		StringBuilder path = new StringBuilder();
		for (int i = random.nextInt(4); i >= 0; i--) {
			String segment = SEGMENTS.get(random.nextInt(SEGMENTS.size()));
			path.append('/').append((segment.isEmpty() && i > 0) ? "a" : segment);
		}
		return path.toString();
	}

}
