package io.microgate.benchmarks;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of {@link Tables}, and of the page that has them.
 */
class TablesTests {

	private static final Path PAGE = Path.of("..", "docs", "reference", "performance.md");

	private static final Path KEPT = Path.of("figures");

	@TempDir
	private Path directory;

	@Test
	void updatedWhenPageHasOtherTablesThenReplacedBelowTheirHeadings() throws IOException {
		writeChains("17", 5, 100);
		List<String> page = updated(Files.readAllLines(PAGE));
		assertThat(page).contains("### Filter chains")
			.contains("| repeated token, RS256 | stock | <= 0.1 (0.1) | 0.05 (**1.00**) | not measured |");
		assertThat(withoutTables(page)).isEqualTo(withoutTables(Files.readAllLines(PAGE)));
		assertThat(updated(page)).isEqualTo(page);
	}

	@Test
	void updatedWhenGoalIsMissedThenBold() throws IOException {
		writeChains("17", 12, 100);
		assertThat(updated(Files.readAllLines(PAGE)))
			.anyMatch((line) -> line.startsWith("| repeated token, RS256 | stock | <= 0.1 (0.1) | **0.12** ("));
	}

	@Test
	void updatedWhenPageLacksHeadingThenRejected() throws IOException {
		writeChains("17", 1, 100);
		assertThatIllegalArgumentException().isThrownBy(() -> updated(List.of("# Performance")))
			.withMessage("The page has no section 'Figures'");
	}

	@Test
	void updatedWhenSectionHasNoTableThenNextSectionIsKept() throws IOException {
		writeChains("17", 1, 100);
		assertThatIllegalArgumentException().isThrownBy(() -> updated(List.of("## Figures", "", "### Other", "| a |")))
			.withMessage("The section 'Figures' has no table");
	}

	@Test
	void tablesWhenServersRanInSeveralProcessesThenMedianAndQuartilesOfRatios() throws IOException {
		Figures figures = new Figures();
		for (double factor : new double[] { 1.4, 1.5, 1.6, 1.45, 1.55 }) {
			figures.add(server(Subject.OPEN), "cpu", 30_000);
			figures.add(server(Subject.MICROGATE), "cpu", 30_000 * factor);
		}
		write("servers", "25", figures);
		assertThat(updated(Files.readAllLines(PAGE)))
			.contains("| Tomcat, JDK 25 | 30 µs | not measured | not measured | 1.50 (1.45 to 1.55) | <= 1.5 |");
	}

	@Test
	void compareWhenCellDiffersThenBeforeAndAfter() throws IOException {
		writeChains("17", 5, 100);
		Table before = new ChainTables(Results.read(this.directory)).all().get(0);
		writeChains("17", 4, 100);
		Table after = new ChainTables(Results.read(this.directory)).all().get(0);
		assertThat(after.since(before).rows()).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.containsExactly("repeated token, RS256", "stock", "<= 0.1 (0.1)", "0.05 (**1.00**) → 0.04 (**1.00**)",
					"not measured");
		assertThat(after.since(after).rows()).isEmpty();
	}

	@Test
	void pageWhenFiguresAreKeptThenHasTablesOfLatest() throws IOException {
		try (Stream<Path> kept = Files.list(KEPT)) {
			List<Path> versions = kept.filter(Files::isDirectory)
				.sorted(Comparator.comparing((version) -> Version.parse(version.getFileName().toString())))
				.toList();
			assumeThat(versions).isNotEmpty();
			Path latest = versions.get(versions.size() - 1);
			List<String> page = Files.readAllLines(PAGE);
			assertThat(new Tables(Results.read(latest)).updated(page)).as("the page with the tables of %s", latest)
				.isEqualTo(page);
		}
	}

	private List<String> updated(List<String> page) throws IOException {
		return new Tables(Results.read(this.directory)).updated(page);
	}

	private static List<String> withoutTables(List<String> page) {
		List<String> lines = new ArrayList<>(page);
		lines.removeIf((line) -> line.startsWith("|"));
		return lines;
	}

	private void writeChains(String jdk, double microgate, double stock) throws IOException {
		Figures figures = new Figures();
		Scenario scenario = Scenario.of(Stack.SERVLET, Subject.MICROGATE, State.REPEATED, "RS256");
		figures.add(scenario, CpuProfiler.CPU, microgate);
		figures.add(scenario, CpuProfiler.BYTES, 1);
		figures.add(scenario.by(Subject.STOCK), CpuProfiler.CPU, stock);
		figures.add(scenario.by(Subject.STOCK), CpuProfiler.BYTES, 1);
		write("chains", jdk, figures);
	}

	private void write(String command, String jdk, Figures figures) throws IOException {
		new FigureFile(FigureFile.path(this.directory, command, jdk), figures, List.of(), "").write();
	}

	private static ServerRow server(Subject subject) {
		return ServerRow.rotation(Stack.SERVLET, subject, Actuator.NONE);
	}

}
