package io.microgate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sources and documentation use none of the words that {@code language.txt} lists.
 */
class LanguageTests {

	/** Strings with their blocks, characters, and both kinds of comments. */
	private static final Pattern PROSE = Pattern.compile("(?s)\"\"\".*?(?<!\\\\)\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\""
			+ "|'(?:[^'\\\\]|\\\\.)++'|//[^\\n]*+|/\\*.*?\\*/");

	/** What no reader reads: where links of a page lead, and the names of its anchors. */
	private static final Pattern HIDDEN = Pattern.compile("(?<=\\]\\()[^)\\s]+(?=\\))|(?<=<a id=\")[^\"]+");

	private static final Pattern LINE_START = Pattern.compile("(?m)^[ \\t]*(?:\\*(?!/)|//)");

	private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

	private static final List<Rule> RULES = lines("language.txt").stream().map(Rule::of).toList();

	/** This test quotes the words. */
	private static final String SELF = "LanguageTests.java";

	@ParameterizedTest
	@ValueSource(strings = { ".java", ".md", ".xml", ".yaml", ".yml", ".html", ".js", ".css" })
	void filesWhenReadThenUseNoListedWord(String suffix) throws IOException {
		assertThat(ProjectFiles.endingWith(suffix)
			.stream()
			.filter((file) -> !file.endsWith(SELF))
			.flatMap(LanguageTests::findings)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobodySleeps();", "Object ours;", "int OURS = 1;", "// asked by\n * us",
			"\"must be a text\"", "/** What is\n * none of it. */", "\"\"\"\n we \"\"\"", "boolean oursOnly;" })
	void findingsWhenSourceUsesListedWordThenOne(String source) {
		assertThat(findings("A.java", source)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "List<String> texts;", "status", "StandardCharsets.US_ASCII", "\"ns, us, ms\"",
			"Map.of(\"us\", 1)", "// if there is none", "hours", "owe", "'\"' + texts + '\"'" })
	void findingsWhenSourceUsesNoListedWordThenNone(String source) {
		assertThat(findings("A.java", source)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "A sentence about us., 1", "[a](b.md#what-we-refuse), 0", "[we](b.md), 1", "must be a text, 1" })
	void findingsWhenPageUsesListedWordThenOneUnlessInLink(String page, int findings) {
		assertThat(findings("a.md", page)).hasSize(findings);
	}

	@Test
	void findingWhenPrintedThenNamesLineAndBetterWord() {
		assertThat(findings("A.java", "\n\nint ours;"))
			.containsExactly("A.java:3 'ours' => Microgate's, or what it belongs to");
	}

	private static Stream<String> findings(Path file) {
		try {
			return findings(file.toString(), Files.readString(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<String> findings(String file, String text) {
		boolean source = file.endsWith(".java");
		String all = words(source ? text : HIDDEN.matcher(text).replaceAll(""));
		String prose = source ? words(prose(text)) : all;
		return RULES.stream().flatMap((rule) -> rule.findings(file, rule.proseOnly() ? prose : all));
	}

	/** Splits names, and lets a phrase of a comment go on in its next line. */
	private static String words(String text) {
		return CAMEL_CASE.matcher(LINE_START.matcher(text).replaceAll("")).replaceAll(" ");
	}

	/** Everything but strings and comments is blank. Lines stay where they are. */
	private static String prose(String source) {
		StringBuilder prose = new StringBuilder();
		Matcher matcher = PROSE.matcher(source);
		int end = 0;
		while (matcher.find()) {
			prose.append(source.substring(end, matcher.start()).replaceAll("[^\\n]", " ")).append(matcher.group());
			end = matcher.end();
		}
		return prose.toString();
	}

	private static List<String> lines(String resource) {
		try (InputStream list = LanguageTests.class.getResourceAsStream(resource)) {
			return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A word, or several, and a better one.
	 *
	 * @param word what is not used
	 * @param better what is used
	 * @param proseOnly whether names may use it
	 */
	private record Rule(Pattern word, String better, boolean proseOnly) {

		private static final String PROSE_ONLY = "prose: ";

		static Rule of(String line) {
			String[] parts = line.split(" +=> ", 2);
			boolean proseOnly = parts[0].startsWith(PROSE_ONLY);
			String word = proseOnly ? parts[0].substring(PROSE_ONLY.length()) : parts[0];
			return new Rule(Pattern.compile("(?i)\\b(?:" + word.replace(" ", "\\s{1,9}") + ")\\b"), parts[1],
					proseOnly);
		}

		Stream<String> findings(String file, String text) {
			return this.word.matcher(text).results().map((found) -> {
				long line = text.substring(0, found.start()).chars().filter((character) -> character == '\n').count()
						+ 1;
				return "%s:%d '%s' => %s".formatted(file, line, found.group().replaceAll("\\s+", " "), this.better);
			});
		}

	}

}
