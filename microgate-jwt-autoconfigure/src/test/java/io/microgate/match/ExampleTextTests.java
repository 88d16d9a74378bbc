package io.microgate.match;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExampleText}.
 */
class ExampleTextTests {

	private static final int EXPRESSIONS = 5_000;

	private static final int INPUTS = 40;

	@ParameterizedTest
	@CsvSource({ "^user/, user/", "^(gold|silver)$, gold", "'^[0-9a-f]{4}-[0-9]{2}$', aaaa-00", "^/admin(/|$), /admin/",
			"'^[^@]+@example\\.com$', a@example.com", "(?i)^ADMIN$, ADMIN", ".*, a", "x\\b, x", "(?i)^größe$, GRößE",
			"\\Bx, ax" })
	void ofWhenExpressionThenReadableText(String regex, String text) {
		assertThat(ExampleText.of(regex(regex, false))).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a^b", "[^\\x{0}-\\x{10ffff}]", "a\\bb" })
	void ofWhenNothingMatchesThenNull(String regex) {
		assertThat(ExampleText.of(regex(regex, false))).isNull();
	}

	@Test
	void ofWhenOnlyEmptyTextMatchesThenEmpty() {
		assertThat(ExampleText.of(regex("^$", false))).isEmpty();
	}

	@Test
	void ofWhenFurtherConditionThenTextMeetsIt() {
		assertThat(ExampleText.of(new StringMatcherSpec(null, null, "/books", null, null, false),
				(text) -> text.startsWith("/shop")))
			.isNull();
		assertThat(ExampleText.of(new StringMatcherSpec(null, null, "books", null, null, false),
				(text) -> text.startsWith("/")))
			.isEqualTo("/books");
		assertThat(ExampleText.of(regex("[a-z]", false), (text) -> text.length() == 2)).hasSize(2);
	}

	@Test
	void ofWhenExpressionOfVerdictTablesThenFound() throws IOException {
		Set<StringMatcherSpec> expressions = expressions();
		assertThat(expressions).hasSizeGreaterThan(15)
			.allSatisfy((spec) -> assertThat(ExampleText.of(spec)).as(spec.toString()).isNotNull());
	}

	@Test
	void ofWhenRandomExpressionMatchesSomethingThenAlmostAlwaysFound() {
		RandomRegex random = RandomRegex.of(11);
		int satisfiable = 0;
		List<String> missed = new ArrayList<>();
		for (int i = 0; i < EXPRESSIONS; i++) {
			StringMatcherSpec spec = regex(random.valid(), random.coin());
			if (spec.regex().isEmpty()) {
				continue;
			}
			boolean found = ExampleText.of(spec) != null;
			if (found || matchesSome(spec, random)) {
				satisfiable++;
				if (!found) {
					missed.add(spec.regex());
				}
			}
		}
		assertThat(missed).as("of %d expressions", satisfiable).hasSizeLessThan(satisfiable / 400);
	}

	private static boolean matchesSome(StringMatcherSpec spec, RandomRegex random) {
		Pattern pattern = Pattern.compile(spec.regex(), spec.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
		for (int i = 0; i < INPUTS; i++) {
			if (pattern.matcher(random.input()).find()) {
				return true;
			}
		}
		return false;
	}

	private static StringMatcherSpec regex(String regex, boolean ignoreCase) {
		return new StringMatcherSpec(null, null, null, null, regex, ignoreCase);
	}

	private static Set<StringMatcherSpec> expressions() throws IOException {
		Set<StringMatcherSpec> expressions = new LinkedHashSet<>();
		for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:verdicts/*.yaml")) {
			try (InputStream content = file.getInputStream()) {
				Map<String, Object> chapter = new Yaml().load(content);
				collect(new Yaml().load((String) chapter.get("configuration")), expressions);
			}
		}
		return expressions;
	}

	private static void collect(Object node, Set<StringMatcherSpec> expressions) {
		if (node instanceof Map<?, ?> members) {
			if (members.get("regex") instanceof String regex) {
				expressions.add(regex(regex, Boolean.TRUE.equals(members.get("ignoreCase"))));
			}
			members.values().forEach((member) -> collect(member, expressions));
		}
		if (node instanceof List<?> elements) {
			elements.forEach((element) -> collect(element, expressions));
		}
	}

}
