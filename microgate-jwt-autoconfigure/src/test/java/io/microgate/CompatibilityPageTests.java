package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of the page about compatibility is one that {@code compatibility/run.sh} can
 * repeat, and every build repeats the lowest and the newest version.
 */
class CompatibilityPageTests {

	private static final Path RUNS = ProjectFiles.ROOT.resolve("compatibility/runs.txt");

	private static final Path PAGE = ProjectFiles.ROOT.resolve("docs/reference/compatibility.md");

	@Test
	void rowsWhenOnThePageThenInTheListOfRuns() throws IOException {
		assertThat(runs("")).hasSizeGreaterThan(20).doesNotHaveDuplicates();
		assertThat(rows()).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(runs(""));
	}

	@Test
	void runsWhenOfEveryBuildThenWithNewestVersion() throws IOException {
		String newest = Files.readAllLines(ProjectFiles.ROOT.resolve("pom.xml"))
			.stream()
			.filter((line) -> line.contains("<spring-boot.version>"))
			.map((line) -> line.replaceAll("<[^>]*>", "").strip())
			.collect(Collectors.joining());
		assertThat(runs("ci ")).contains(newest + " | tomcat | 17 | verdicts", "4.1.0 | tomcat | 17 | verdicts",
				"4.1.0 | netty | 17 | verdicts", "4.0.9 | too-old | 17 | refused");
	}

	private static List<String> runs(String set) throws IOException {
		return Files.readAllLines(RUNS)
			.stream()
			.filter((line) -> !line.startsWith("#") && line.startsWith(set))
			.map((line) -> cells(line.substring(line.indexOf('|') + 1)))
			.toList();
	}

	private static List<String> rows() throws IOException {
		return Files.readAllLines(PAGE)
			.stream()
			.filter((line) -> line.matches("\\| \\d.*"))
			.map((line) -> cells(line.substring(1)))
			.toList();
	}

	/** Version, application, Java and mode. */
	private static String cells(String line) {
		return Arrays.stream(line.split("\\|")).limit(4).map(String::strip).collect(Collectors.joining(" | "));
	}

}
