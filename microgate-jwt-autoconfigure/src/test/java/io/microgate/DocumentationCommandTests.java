package io.microgate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every command of the documentation is run by a test, or {@code commands.txt} says why
 * it cannot be run.
 */
@Tag("server")
class DocumentationCommandTests {

	private static final String RUN = "run by ";

	private static final String NOT_RUN = "not run: ";

	private static final Map<String, String> LISTED = listed();

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void blockWhenShownThenListedOnce(CommandBlock block) {
		assertThat(List.of(block.name(), block.sectionName())).as("a line of commands.txt for '%s'", block)
			.filteredOn(LISTED::containsKey)
			.hasSize(1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void blockWhenReadByBashThenParsed(CommandBlock block) throws IOException, InterruptedException {
		assertThat(block.isTagged()).as("'%s' is tagged with 'sh' or 'console'", block).isTrue();
		if (!block.language().equals("console")) {
			assertThat(parse(block.text())).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void blockWhenListedAsRunThenTestReadsItOrHasItsCommands(CommandBlock block) throws IOException {
		String how = LISTED.getOrDefault(block.name(), LISTED.getOrDefault(block.sectionName(), NOT_RUN + "?"));
		if (how.startsWith(NOT_RUN)) {
			assertThat(how).hasSizeGreaterThan(NOT_RUN.length());
			return;
		}
		assertThat(how).startsWith(RUN);
		Path test = ProjectFiles.ROOT.resolve(how.substring(RUN.length()));
		assertThat(test).isRegularFile();
		assertThat(runs(Files.readString(test), block)).as("%s reads '%s' of %s", test, block.section(), block.page())
			.isTrue();
	}

	@Test
	void linesWhenListedThenEachIsAboutBlockThatThereIs() throws IOException {
		Set<String> names = new TreeSet<>();
		for (CommandBlock block : CommandBlock.all()) {
			names.add(block.name());
			names.add(block.sectionName());
		}
		assertThat(names).containsAll(LISTED.keySet());
	}

	@ParameterizedTest
	@CsvSource({ "sh, true", "console, true", "'', true", "json, false" })
	void ofWhenBlockHasCommandThenBlockOfItsSection(String language, boolean command) {
		List<CommandBlock> blocks = CommandBlock.of("a.md",
				List.of("# A", "```yaml", "# B", "```", "## C", "  ```" + language, "  curl x", "  ```"));
		assertThat(blocks).hasSize(command ? 1 : 0)
			.allSatisfy((block) -> assertThat(block.name()).isEqualTo("a.md > C > 1"))
			.allSatisfy((block) -> assertThat(block.text()).isEqualTo("curl x\n"));
	}

	@ParameterizedTest
	@CsvSource({ "'README.md\", \"Start', true", "'README.md\", \"Stop', false", "mvn test, true",
			"mvn verify, false" })
	void runsWhenFileNamesSectionOrHasCommandsThenTrue(String file, boolean runs) {
		CommandBlock block = new CommandBlock("README.md", "Start", 1, "sh", "# first\nmvn test\n");
		assertThat(runs(file, block)).isEqualTo(runs);
	}

	static List<CommandBlock> blocks() throws IOException {
		return CommandBlock.all();
	}

	/** A test reads the section from its page; a script has the commands themselves. */
	private static boolean runs(String file, CommandBlock block) {
		boolean reads = file.contains(Path.of(block.page()).getFileName().toString())
				&& (file.contains("\"" + block.section()) || file.contains("'" + block.section() + "'"));
		return reads || block.text().lines().filter((line) -> !line.startsWith("#")).allMatch(file::contains);
	}

	private static String parse(String commands) throws IOException, InterruptedException {
		Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
		bash.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
		bash.getOutputStream().close();
		String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return output;
	}

	private static Map<String, String> listed() {
		try (InputStream list = DocumentationCommandTests.class.getResourceAsStream("commands.txt")) {
			return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.split(" +=> ", 2))
				.collect(Collectors.toMap((line) -> line[0], (line) -> line[1], (first, second) -> first + second,
						HashMap::new));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
