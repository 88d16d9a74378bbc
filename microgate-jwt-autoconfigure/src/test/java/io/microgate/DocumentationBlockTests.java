package io.microgate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every block of the documentation is in a language whose blocks are all tested, or
 * {@code blocks.txt} names its test or says why there is none.
 */
@Tag("server")
class DocumentationBlockTests {

	/** The languages with a test of their own, which reads the blocks of all pages. */
	private static final Set<String> TESTED = Set.of("yaml", "java", "xml");

	private static final Set<String> COMMANDS = Set.of("sh", "console");

	/** What a block with another language must not begin with. */
	private static final Pattern COMMAND = Pattern
		.compile("(?s)(?:\\$ )?(?:java|mvn|\\./\\w+|curl|npm|npx|git|docker|kubectl|openssl|jq) .*");

	private static final Pattern TEST = Pattern.compile("(?:run|held) by (.+)");

	private static final Pattern NO_TEST = Pattern.compile("not (?:run: (?<commands>.+)|held: .+)");

	private static final Map<String, String> LISTED = ListedBlocks.ALL;

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void blockWhenShownThenListedOrInTestedLanguage(PageBlock block) {
		assertThat(TESTED.contains(block.language()) || LISTED.containsKey(block.name()))
			.as("a line of blocks.txt for '%s'", block)
			.isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void blockWhenNotTaggedAsCommandThenDoesNotBeginWithOne(PageBlock block) {
		assertThat(!COMMANDS.contains(block.language()) && COMMAND.matcher(block.text()).matches())
			.as("'%s' has commands without the tag 'sh' or 'console'", block)
			.isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("commands")
	void commandsWhenReadByBashThenParsed(PageBlock block) throws IOException, InterruptedException {
		assertThat(parse(block.text())).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("listedBlocks")
	void blockWhenListedWithTestThenTestReadsItOrHasItsCommands(PageBlock block) throws IOException {
		Matcher named = TEST.matcher(LISTED.get(block.name()));
		if (named.matches()) {
			Path test = ProjectFiles.ROOT.resolve(named.group(1));
			assertThat(test).isRegularFile();
			assertThat(runs(Files.readString(test), block))
				.as("%s reads '%s' of %s", test, block.section(), block.page())
				.isTrue();
		}
	}

	/** The pages for contributors are in the folders that they are about. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("listedBlocks")
	void commandsWhenListedAsNotRunThenPageSaysSo(PageBlock block) throws IOException {
		Matcher none = NO_TEST.matcher(LISTED.get(block.name()));
		if (none.matches() && none.group("commands") != null && block.page().matches("README\\.md|docs/.*")) {
			assertThat(section(block).replaceAll("\\s+", " "))
				.contains("Not run by a test: " + none.group("commands") + ".");
		}
	}

	@Test
	void linesWhenListedThenEachIsAboutBlockThatThereIsAndSaysHowItIsTested() throws IOException {
		assertThat(blocks()).extracting(PageBlock::name).containsAll(LISTED.keySet());
		assertThat(LISTED.values()).allMatch((how) -> TEST.matcher(how).matches() || NO_TEST.matcher(how).matches());
	}

	@ParameterizedTest
	@CsvSource({ "sh, sh 1", "'', plain 1" })
	void ofWhenBlockIsInListThenBlockOfItsSection(String language, String name) {
		assertThat(PageBlock.of("a.md",
				List.of("# A", "```yaml", "# B", "```", "## C", "  ```" + language, "  curl x", "  ```")))
			.last()
			.satisfies((block) -> assertThat(block.name()).isEqualTo("a.md > C > " + name))
			.satisfies((block) -> assertThat(block.text()).isEqualTo("curl x\n"));
	}

	@ParameterizedTest
	@CsvSource({ "'README.md\", \"Start', true", "'README.md\", \"Stop', false", "mvn test, true",
			"mvn verify, false" })
	void runsWhenFileNamesSectionOrHasCommandsThenTrue(String file, boolean runs) {
		PageBlock block = new PageBlock("README.md", "Start", "sh", 1, "# first\nmvn test\n");
		assertThat(runs(file, block)).isEqualTo(runs);
	}

	static List<PageBlock> blocks() throws IOException {
		return PageBlock.all();
	}

	static List<PageBlock> listedBlocks() throws IOException {
		return blocks().stream().filter((block) -> LISTED.containsKey(block.name())).toList();
	}

	static List<PageBlock> commands() throws IOException {
		return blocks().stream().filter((block) -> block.language().equals("sh")).toList();
	}

	/**
	 * A test reads the section from its page, or the only block in a language; a script
	 * has the commands themselves.
	 */
	private static boolean runs(String file, PageBlock block) {
		boolean reads = file.contains(Path.of(block.page()).getFileName().toString())
				&& (file.contains("\"" + block.section()) || file.contains("'" + block.section() + "'")
						|| file.contains(".block(\"" + block.language() + "\")"));
		return reads || (COMMANDS.contains(block.language())
				&& block.text().lines().filter((line) -> !line.startsWith("#")).allMatch(file::contains));
	}

	private static String section(PageBlock block) throws IOException {
		String page = Files.readString(ProjectFiles.ROOT.resolve(block.page()));
		return Pattern.compile("(?m)^#+ (?=[A-Z])")
			.splitAsStream(page)
			.filter((section) -> section.startsWith(block.section() + "\n"))
			.collect(Collectors.joining());
	}

	private static String parse(String commands) throws IOException, InterruptedException {
		Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
		bash.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
		bash.getOutputStream().close();
		String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return output;
	}

}
