package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The tests and the policy cases that the documentation shows are part of the tests of
 * the samples, which run them. The files of the quick start are those of the tutorial,
 * which {@code release/first-steps.sh} builds and runs.
 */
class DocumentationCodeTests {

	private static final List<Path> PAGES = Stream
		.of("README.md", "docs/how-to/testing.md", "docs/how-to/verify-tokens-without-a-request.md",
				"docs/how-to/call-the-api-from-a-browser.md", "docs/how-to/pass-on-the-token.md",
				"docs/how-to/publish-an-api-description.md", "docs/how-to/log-users-in-beside-the-api.md",
				"docs/how-to/protect-a-gateway.md", "docs/how-to/explore-the-configuration.md")
		.map(ProjectFiles.ROOT::resolve)
		.toList();

	private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

	private static final Pattern CASES = Pattern.compile("(?ms)^```yaml\\n(cases:.*?)^```$");

	/** How many lines of a block are more than its reader wants. */
	private static final int MOST_LINES = 10;

	private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|package) .*;$");

	private static final Pattern FILE = Pattern.compile("(?ms)^```(?:java\\npackage|yaml|sh)\\b.*?^```$");

	private static final Path TUTORIAL = ProjectFiles.ROOT.resolve("docs/tutorial/start-from-an-empty-folder.md");

	/** Where the sources are formatted, and sort their imports. */
	private static final List<Path> SAMPLES = Stream
		.of("sample-app", "sample-reactive-app", "sample-gateway-app", "sample-tests", "recipe-tests",
				"web-recipe-tests")
		.map((sample) -> ProjectFiles.ROOT.resolve(sample).resolve("src/test"))
		.toList();

	@ParameterizedTest(name = "{0}")
	@MethodSource("java")
	void javaWhenShownThenPartOfTestOfSample(String name, String block) throws IOException {
		String test = withoutSpace(IMPORT.matcher(block).replaceAll(""));
		assertThat(sources("Tests.java").anyMatch((source) -> source.contains(test))).as(test).isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("java")
	void javaWhenShownThenShort(String name, String block) {
		assertThat(IMPORT.matcher(block).replaceAll("").lines().filter((line) -> !line.isBlank()))
			.hasSizeLessThanOrEqualTo(MOST_LINES);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void casesWhenShownThenPartOfFileOfSample(String name, String block) throws IOException {
		String cases = withoutSpace(block);
		assertThat(sources(".yaml").anyMatch((source) -> source.contains(cases))).as(cases).isTrue();
	}

	@Test
	void filesOfQuickStartWhenShownThenThoseOfTutorial() throws IOException {
		String readme = Files.readString(ProjectFiles.ROOT.resolve("README.md"));
		String quickStart = readme.substring(readme.indexOf("## Quick start"),
				readme.indexOf("## What the starter adds"));
		String tutorial = Files.readString(TUTORIAL);
		assertThat(FILE.matcher(quickStart).results().map(MatchResult::group)).hasSize(6)
			.allSatisfy((file) -> assertThat(tutorial).contains(file));
	}

	static List<Arguments> java() throws IOException {
		return blocks(JAVA).stream().filter((block) -> isTestOrExcerpt((String) block.get()[1])).toList();
	}

	/** Any other file is compiled with the tutorial. */
	private static boolean isTestOrExcerpt(String block) {
		return block.contains("@Test") || !block.startsWith("package ");
	}

	static List<Arguments> cases() throws IOException {
		return blocks(CASES);
	}

	private static List<Arguments> blocks(Pattern pattern) throws IOException {
		List<Arguments> blocks = new ArrayList<>();
		for (Path page : PAGES) {
			String text = Files.readString(page);
			pattern.matcher(text).results().forEach((block) -> {
				long line = text.substring(0, block.start()).lines().count() + 1;
				blocks.add(arguments(page + ":" + line, block.group(1)));
			});
		}
		return blocks;
	}

	private static Stream<String> sources(String suffix) throws IOException {
		List<String> sources = new ArrayList<>();
		for (Path file : ProjectFiles.endingWith(suffix)) {
			if (SAMPLES.stream().anyMatch(file::startsWith)) {
				sources.add(withoutSpace(Files.readString(file)));
			}
		}
		return sources.stream();
	}

	private static String withoutSpace(String text) {
		return text.replaceAll("\\s+", "");
	}

}
