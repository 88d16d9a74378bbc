package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every relative link of the documentation leads to a page and a section that exist, and
 * every page can be reached from the README.
 */
class DocumentationLinkTests {

	private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");

	private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

	private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

	private static final Pattern PAGE = Pattern.compile("docs/[-\\w/.]+\\.md");

	private static final Pattern TYPE = Pattern.compile("io(?:\\.[a-z]+)+(?:\\.[A-Z]\\w+)+");

	/** Pages that only lead on. Nothing but an old link leads to them. */
	private static final Set<String> MOVED = Set.of("configuration.md", "how-it-works.md", "how-to.md", "operations.md",
			"performance.md", "how-to/troubleshoot-a-rejected-request.md");

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
		assertThat(ProjectFiles.endingWith(".md")).filteredOn((page) -> page.startsWith("../docs"))
			.filteredOn((page) -> !MOVED.contains(Path.of("../docs").relativize(page).toString()))
			.allSatisfy((page) -> assertThat(reached).contains(page));
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
		String text = FENCED.matcher(Files.readString(page)).replaceAll("");
		return LINK.matcher(CODE.matcher(text).replaceAll(""))
			.results()
			.map((link) -> link.group(1))
			.filter((link) -> !link.matches("[a-z]+:.*"))
			.toList();
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
