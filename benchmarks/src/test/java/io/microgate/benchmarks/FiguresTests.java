package io.microgate.benchmarks;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Figures} and of {@link FigureFile}.
 */
class FiguresTests {

	private final Figures figures = new Figures();

	@Test
	void quartilesWhenBetweenValuesThenInterpolated() {
		add("a", 4, 1, 3, 2);
		assertThat(this.figures.quartiles("a", "cpu")).containsExactly(1.75, 2.5, 3.25);
	}

	@Test
	void quartilesWhenNotMeasuredThenNoNumber() {
		assertThat(this.figures.quartiles("a", "cpu")).containsOnly(Double.NaN);
	}

	@Test
	void ratiosWhenMachineSlowsDownThenValuesOfSameTurnAreCompared() {
		add("a", 3, 6, 60);
		add("base", 2, 4, 40);
		assertThat(this.figures.ratios("a", "base", "cpu")).containsExactly(1.5, 1.5, 1.5);
	}

	@Test
	void ratiosWhenOtherRowIsMissingThenNoNumber() {
		add("a", 1);
		assertThat(this.figures.ratios("a", "base", "cpu")).containsOnly(Double.NaN);
	}

	@Test
	void ofWhenValuesAreAddedThenFileHasThoseOfBothRuns(@TempDir Path directory) throws Exception {
		run(directory, 1, "add=true", "seconds=1");
		run(directory, 3, "add=true", "seconds=2");
		run(directory, 5, "add=true", "seconds=2");
		FigureFile file = read(directory);
		assertThat(file.figures().values().get("a").get("cpu")).containsExactly(1.0, 3.0, 5.0);
		assertThat(file.runs()).hasSize(2).first().asString().endsWith(" seconds=1");
		assertThat(file.machine()).contains(Runtime.version().toString());
	}

	@Test
	void ofWhenValuesAreNotAddedThenFileHasThoseOfLastRun(@TempDir Path directory) throws Exception {
		run(directory, 1);
		run(directory, 3);
		assertThat(read(directory).figures().values().get("a").get("cpu")).containsExactly(3.0);
	}

	@Test
	void writeWhenSettingsHavePathsThenFileDoesNot(@TempDir Path directory) throws Exception {
		run(directory, 1, "output=/a", "libraries=/b", "rounds=2");
		assertThat(read(directory).runs()).singleElement().asString().endsWith(" rounds=2").doesNotContain("/");
	}

	private void add(String row, double... values) {
		for (double value : values) {
			this.figures.add(row, "cpu", value);
		}
	}

	private static void run(Path directory, double value, String... settings) throws Exception {
		String[] words = new String[settings.length + 1];
		words[0] = "servers";
		System.arraycopy(settings, 0, words, 1, settings.length);
		FigureFile file = FigureFile.of(directory, "servers", new Arguments(words));
		file.figures().add("a", "cpu", value);
		file.write();
	}

	private static FigureFile read(Path directory) {
		return FigureFile.read(FigureFile.path(directory, "servers", System.getProperty("java.specification.version")));
	}

}
