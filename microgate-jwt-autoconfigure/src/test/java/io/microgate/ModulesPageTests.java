package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of modules has each module of the build.
 */
class ModulesPageTests {

	private static final Path PAGE = ProjectFiles.ROOT.resolve("docs/explanation/how-it-works.md");

	private static final Pattern SECTION = Pattern.compile("(?s)\\n## Modules\\n(.*?)\\n## ");

	private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");

	@Test
	void modulesWhenOfBuildThenInTable() throws IOException {
		String build = Files.readString(ProjectFiles.ROOT.resolve("pom.xml"));
		String section = find(SECTION, Files.readString(PAGE)).get(0);
		List<String> listed = find(FIRST_CELL, section).stream()
			.flatMap((cell) -> find(Pattern.compile("`([^`]+)`"), cell).stream())
			.toList();
		assertThat(listed).hasSizeGreaterThan(15)
			.containsExactlyInAnyOrderElementsOf(find(Pattern.compile("<module>([^<]+)</module>"), build));
	}

	private static List<String> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
	}

}
