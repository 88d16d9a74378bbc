package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dependencies that the documentation shows are modules of the project, or
 * dependencies that the build resolves as well.
 */
class DocumentationDependencyTests {

	private static final Pattern DEPENDENCY = Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>"
			+ "\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<$]+)</version>)?");

	private static final Pattern PROPERTY = Pattern.compile("\\$\\{([\\w.-]+)}");

	/** What the build knows, but does without. */
	private static final Pattern EXCLUDED = Pattern.compile("<exclude>([\\w.]+:[\\w-]+)</exclude>");

	private static final Pattern MODULE = Pattern
		.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>|<version>([^<]+)</version>\\s*</parent>");

	@ParameterizedTest(name = "{0}")
	@MethodSource("blocks")
	void dependenciesWhenShownThenModulesOrThoseOfTheBuild(PageBlock block) throws IOException {
		assertThat(dependencies(block.text())).isNotEmpty().isSubsetOf(known());
	}

	@ParameterizedTest
	@CsvSource({ "io.microgate:microgate-jwt-starter, true", "io.microgate:microgate-jwt-startr, false",
			"org.springframework.boot:spring-boot-starter-webmvc, true",
			"org.springframework.boot:microgate-jwt-starter, false" })
	void knownWhenModuleOrDependencyThenListed(String dependency, boolean listed) throws IOException {
		assertThat(known().contains(dependency)).isEqualTo(listed);
	}

	static List<PageBlock> blocks() throws IOException {
		return PageBlock.all().stream().filter((block) -> block.language().equals("xml")).toList();
	}

	/** With and without the version, which many leave to dependency management. */
	private static Set<String> known() throws IOException {
		Set<String> known = new TreeSet<>();
		for (Path pom : ProjectFiles.endingWith("pom.xml")) {
			String text = withProperties(Files.readString(pom));
			dependencies(text).forEach((dependency) -> {
				known.add(dependency);
				known.add(dependency.replaceFirst("(:.*):.*", "$1"));
			});
			EXCLUDED.matcher(text).results().map((excluded) -> excluded.group(1)).forEach(known::add);
			List<MatchResult> module = MODULE.matcher(text).results().toList();
			if (module.size() == 2) {
				String name = "io.microgate:" + module.get(1).group(1);
				known.add(name);
				known.add(name + ":" + module.get(0).group(2));
			}
		}
		return known;
	}

	private static String withProperties(String pom) {
		return PROPERTY.matcher(pom)
			.replaceAll((property) -> Matcher.quoteReplacement(valueOf(property.group(1), pom, property.group())));
	}

	/** Properties of a parent stay as they are. */
	private static String valueOf(String property, String pom, String otherwise) {
		String tag = "<" + property + ">";
		int start = pom.indexOf(tag);
		return (start < 0) ? otherwise : pom.substring(start + tag.length(), pom.indexOf('<', start + 1));
	}

	private static List<String> dependencies(String xml) {
		return DEPENDENCY.matcher(xml)
			.results()
			.map((dependency) -> Stream.of(1, 2, 3)
				.map(dependency::group)
				.filter((part) -> part != null)
				.reduce((first, second) -> first + ":" + second)
				.orElseThrow())
			.toList();
	}

}
