package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every statement that the comparison makes about another product names its source, and
 * every source has a version.
 */
class ComparisonPageTests {

	private static final Pattern MARK = Pattern.compile("\\[([A-Z]\\d)]");

	/** The subject of the row, and what Microgate does. */
	private static final int OWN_COLUMNS = 2;

	private final List<List<String>> rows;

	ComparisonPageTests() throws IOException {
		this.rows = Files.readAllLines(ProjectFiles.ROOT.resolve("docs/reference/comparison.md"))
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| |"))
			.map((line) -> Arrays.stream(line.substring(2, line.length() - 2).split(" \\| "))
				.map(String::strip)
				.toList())
			.toList();
	}

	@Test
	void statementsAboutOthersWhenReadThenEachNamesItsSource() {
		List<List<String>> compared = this.rows.stream().filter((row) -> row.size() > 3).toList();
		assertThat(compared).hasSizeGreaterThan(30).allSatisfy((row) -> {
			assertThat(row).hasSize(7);
			assertThat(row.subList(OWN_COLUMNS, 7)).allMatch((cell) -> cell.equals("-") || MARK.matcher(cell).find(),
					"is '-' or has a mark");
		});
	}

	@Test
	void sourcesWhenListedThenEachIsUsedAndHasVersion() {
		Set<String> used = this.rows.stream()
			.filter((row) -> row.size() > 3)
			.flatMap((row) -> row.stream().flatMap((cell) -> MARK.matcher(cell).results()))
			.map((mark) -> mark.group(1))
			.collect(Collectors.toSet());
		List<List<String>> sources = this.rows.stream()
			.filter((row) -> row.size() == 3 && !row.get(0).equals("mark"))
			.toList();
		assertThat(sources).allSatisfy((source) -> assertThat(source.get(2)).isNotBlank())
			.extracting((source) -> source.get(0))
			.containsExactlyInAnyOrderElementsOf(used);
	}

}
