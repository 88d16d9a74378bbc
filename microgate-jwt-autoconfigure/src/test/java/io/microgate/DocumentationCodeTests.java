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
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java code and the policy cases that the documentation shows are part of the samples
 * and tests. The quick start is that of the tutorial, which
 * {@code release/first-steps.sh} builds and runs.
 */
class DocumentationCodeTests {

	private static final Pattern CASES = Pattern.compile("(?m)^cases:");

	/** Its cases are run by {@code PolicyCasesPageTests}, in their order. */
	private static final String CASES_PAGE = "docs/how-to/test-policies-as-data.md";

	/** How many lines of a block are more than its reader wants. */
	private static final int MOST_LINES = 13;

	private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|package) .*;$");

	private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>.*?</dependency>");

	private static final String TUTORIAL = "docs/tutorial/start-from-an-empty-folder.md";

	/** Where the sources are formatted, and sort their imports. */
	private static final List<Path> SOURCES = Stream
		.of("sample-app", "sample-reactive-app", "sample-gateway-app", "sample-tests", "recipe-tests",
				"web-recipe-tests", "war-tests", "migration-tests", "microgate-jwt-autoconfigure/src/test")
		.map(ProjectFiles.ROOT::resolve)
		.toList();

	/** A class may have further members. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("java")
	void javaWhenShownThenPartOfSourceThatIsCompiled(PageBlock block) throws IOException {
		String code = withoutSpace(IMPORT.matcher(block.text()).replaceAll("")).replaceFirst("}}$", "}");
		String suffix = block.text().contains("@Test") ? "Tests.java" : ".java";
		assertThat(sources(suffix).anyMatch((source) -> source.contains(code))).as(code).isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("java")
	void javaWhenShownThenShort(PageBlock block) {
		assertThat(IMPORT.matcher(block.text()).replaceAll("").lines().filter((line) -> !line.isBlank()))
			.hasSizeLessThanOrEqualTo(MOST_LINES);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void casesWhenShownThenPartOfFileOfSample(PageBlock block) throws IOException {
		String cases = withoutSpace(block.text());
		assertThat(sources(".yaml").anyMatch((source) -> source.contains(cases))).as(cases).isTrue();
	}

	@Test
	void quickStartWhenShownThenFilesCommandsAndLogOfTutorial() throws IOException {
		List<PageBlock> blocks = PageBlock.all()
			.stream()
			.filter((block) -> block.page().equals("README.md") && block.section().equals("Quick start"))
			.toList();
		assertThat(blocks).extracting(PageBlock::language).containsOnly("sh", "xml", "yaml", "java", "").hasSize(8);
		String tutorial = withoutSpace(Files.readString(ProjectFiles.ROOT.resolve(TUTORIAL)));
		for (PageBlock block : blocks) {
			List<String> parts = block.language().equals("xml")
					? DEPENDENCY.matcher(block.text()).results().map(MatchResult::group).toList()
					: List.of(block.text());
			assertThat(parts).map(DocumentationCodeTests::withoutSpace)
				.isNotEmpty()
				.allSatisfy((part) -> assertThat(tutorial).contains(part));
		}
	}

	static List<PageBlock> java() throws IOException {
		return blocks("java").filter((block) -> !isCompiledWithTutorial(block)).toList();
	}

	private static boolean isCompiledWithTutorial(PageBlock block) {
		return block.page().equals(TUTORIAL) || (block.page().equals("README.md") && block.text().startsWith("package ")
				&& !block.text().contains("@Test"));
	}

	static List<PageBlock> cases() throws IOException {
		return blocks("yaml").filter((block) -> CASES.matcher(block.text()).find())
			.filter((block) -> !block.page().equals(CASES_PAGE))
			.toList();
	}

	private static Stream<PageBlock> blocks(String language) throws IOException {
		return PageBlock.all()
			.stream()
			.filter((block) -> block.language().equals(language) && !ListedBlocks.contains(block));
	}

	private static Stream<String> sources(String suffix) throws IOException {
		List<String> sources = new ArrayList<>();
		for (Path file : ProjectFiles.endingWith(suffix)) {
			if (SOURCES.stream().anyMatch(file::startsWith)) {
				sources.add(withoutSpace(Files.readString(file)));
			}
		}
		return sources.stream();
	}

	private static String withoutSpace(String text) {
		return text.replaceAll("\\s+", "");
	}

}
