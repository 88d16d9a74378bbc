package io.microgate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every link and picture of the documentation leads to a file and a section that exist,
 * or is listed in {@code external-links.txt}, and every page can be reached from the
 * README.
 */
class DocumentationLinkTests {

	private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");

	private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");

	private static final Pattern LINK = Pattern
		.compile("\\]\\(([^)\\s]+)\\)|(?:href|src|srcset)=\"([^\"]+)\"|(?m)^\\[[^\\]]+\\]: (\\S+)|<(https?:[^>\\s]+)>");

	private static final Pattern EXTERNAL = Pattern.compile("[a-z]+:.*");

	private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

	private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

	private static final Pattern PAGE = Pattern.compile("docs/[-\\w/.]+\\.md");

	private static final Pattern TYPE = Pattern.compile("io(?:\\.[a-z]+)+(?:\\.[A-Z]\\w+)+");

	private static final Pattern WELL_FORMED = Pattern.compile("(https://[a-z0-9.-]+\\.[a-z]{2,}|http://localhost:\\d+)"
			+ "(/([\\w./~-]*[\\w/~-])?)?(\\?[\\w.=&-]+)?(#[\\w./:~-]+)?");

	/** Is not on the class path here. */
	private static final Path TEST_MODULE = ProjectFiles.ROOT.resolve("microgate-jwt-test/src/main/java");

	@Test
	void linksWhenFollowedThenPageAndSectionExist() throws IOException {
		List<String> broken = new ArrayList<>();
		for (Path page : ProjectFiles.endingWith(".md")) {
			for (String link : links(page)) {
				Path target = target(page, link);
				int fragment = link.indexOf('#');
				if (!Files.exists(target)
						|| (fragment >= 0 && !anchors(target).contains(link.substring(fragment + 1)))) {
					broken.add(page + ": " + link);
				}
			}
		}
		assertThat(broken).isEmpty();
	}

	@Test
	void pagesWhenLinksAreFollowedFromReadmeThenAllAreReached() throws IOException {
		Set<Path> reached = new HashSet<>();
		reach(ProjectFiles.ROOT.resolve("README.md"), reached);
		assertThat(ProjectFiles.endingWith(".md")).filteredOn((page) -> !page.startsWith("../.github"))
			.allSatisfy((page) -> assertThat(reached).contains(page));
	}

	@Test
	void linksWhenTheyLeaveProjectThenListedAndWellFormed() throws IOException {
		Set<String> external = new TreeSet<>();
		for (Path page : ProjectFiles.endingWith(".md")) {
			allLinks(page).filter((link) -> EXTERNAL.matcher(link).matches()).forEach(external::add);
		}
		assertThat(external).allMatch((link) -> WELL_FORMED.matcher(link).matches(), "is a well-formed URL")
			.containsExactlyElementsOf(listedLinks());
	}

	@ParameterizedTest
	@ValueSource(strings = { "[a](https://example.com/x)", "![a](https://example.com/x)", "<https://example.com/x>",
			"<a href=\"https://example.com/x\">", "<source srcset=\"https://example.com/x\">",
			"[1]: https://example.com/x" })
	void allLinksWhenLinkIsWrittenThenFound(String text, @TempDir Path directory) throws IOException {
		Path page = Files.writeString(directory.resolve("a.md"), text);
		assertThat(allLinks(page)).containsExactly("https://example.com/x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com/", "https://example", "https://example.com/a.",
			"https://example.com/a b", "mailto:a@example.com" })
	void externalLinkWhenMalformedThenNotAccepted(String link) {
		assertThat(WELL_FORMED.matcher(link).matches()).isFalse();
	}

	@Test
	void pagesWhenReadThenSayWhomTheyAreFor() throws IOException {
		assertThat(ProjectFiles.endingWith(".md")).filteredOn((page) -> page.startsWith("../docs"))
			.allSatisfy((page) -> assertThat(Files.readAllLines(page).get(2)).startsWith("For "));
	}

	@Test
	void pagesThatSourcesNameWhenLookedForThenExist() throws IOException {
		for (String suffix : List.of(".java", ".xml", ".yml")) {
			for (Path source : ProjectFiles.endingWith(suffix)) {
				assertThat(find(PAGE, Files.readString(source)))
					.allSatisfy((page) -> assertThat(ProjectFiles.ROOT.resolve(page)).exists());
			}
		}
	}

	@Test
	void typesOfMicrogateThatPagesNameWhenLookedForThenExist() throws IOException {
		Map<String, Path> types = new HashMap<>();
		for (Path page : ProjectFiles.endingWith(".md")) {
			find(TYPE, FENCED.matcher(Files.readString(page)).replaceAll(""))
				.filter((type) -> type.startsWith("io.microgate."))
				.forEach((type) -> types.put(type, page));
		}
		assertThat(types).isNotEmpty()
			.allSatisfy((type, page) -> assertThat(isPresent(type)).as(type + " in " + page).isTrue());
	}

	private static boolean isPresent(String type) {
		Path source = TEST_MODULE.resolve(type.replace('.', '/') + ".java");
		return ClassUtils.isPresent(type, null) || Files.exists(source);
	}

	private static void reach(Path page, Set<Path> reached) throws IOException {
		if (!page.toString().endsWith(".md") || !reached.add(page)) {
			return;
		}
		for (String link : links(page)) {
			reach(target(page, link), reached);
		}
	}

	private static List<String> links(Path page) throws IOException {
		return allLinks(page).filter((link) -> !EXTERNAL.matcher(link).matches()).toList();
	}

	private static Stream<String> allLinks(Path page) throws IOException {
		String text = FENCED.matcher(Files.readString(page)).replaceAll("");
		return LINK.matcher(CODE.matcher(text).replaceAll(""))
			.results()
			.flatMap((link) -> IntStream.rangeClosed(1, link.groupCount()).mapToObj(link::group))
			.filter(Objects::nonNull);
	}

	private static List<String> listedLinks() throws IOException {
		try (InputStream list = DocumentationLinkTests.class.getResourceAsStream("external-links.txt")) {
			return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.toList();
		}
	}

	private static Path target(Path page, String link) {
		String path = link.replaceFirst("#.*", "");
		return path.isEmpty() ? page : page.resolveSibling(path).normalize();
	}

	/** The anchors that GitHub gives to headings, and those that are written out. */
	private static Set<String> anchors(Path page) throws IOException {
		String text = FENCED.matcher(Files.readString(page)).replaceAll("");
		Set<String> anchors = new HashSet<>();
		HEADING.matcher(text).results().map((heading) -> anchor(heading.group(1))).forEach(anchors::add);
		ANCHOR.matcher(text).results().map((anchor) -> anchor.group(1)).forEach(anchors::add);
		return anchors;
	}

	private static String anchor(String heading) {
		return heading.toLowerCase(Locale.ROOT).replaceAll("[^-\\w ]", "").replace(' ', '-');
	}

	private static Stream<String> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().map(MatchResult::group);
	}

}
