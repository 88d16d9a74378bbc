package io.microgate;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The workflows run what contributors run, with no more rights than they need, and the
 * forms for contributors can be read.
 */
class ContributionTests {

	private static final Path GITHUB = ProjectFiles.ROOT.resolve(".github");

	private static final String WRAPPER = "./mvnw";

	private static final String ACTION = "[\\w-]+(/[\\w-]+)+@(v\\d+|[0-9a-f]{40})";

	/** What a folder has that is kept up to date. */
	private static final Map<String, String> MANIFESTS = Map.of("maven", "pom.xml", "npm", "package.json", "docker",
			"Dockerfile", "github-actions", ".github/workflows");

	/** What a job in a container needs before it can run the others. */
	private static final Set<String> CONTAINER = Set.of(
			"git config --global --add safe.directory \"$GITHUB_WORKSPACE\"",
			"echo \"MAVEN_OPTS=-Duser.home=$HOME\" >>\"$GITHUB_ENV\"");

	/** The version of a dependency, or of a jar. */
	private static final Pattern VERSION = Pattern.compile(
			"<artifactId>microgate-jwt-[a-z]+</artifactId>\\s*<version>(.+?)</version>|microgate-jwt-[a-z]+-(\\d.*?)\\.jar");

	private static final Set<String> FORM_ELEMENTS = Set.of("markdown", "textarea", "input", "dropdown", "checkboxes");

	@ParameterizedTest
	@MethodSource("workflows")
	void workflowWhenReadThenMayReadContentsOnly(Path workflow) throws IOException {
		assertThat(read(workflow).get("permissions")).isEqualTo(Map.of("contents", "read"));
		assertThat(values(read(workflow), "permissions")).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("workflows")
	void workflowWhenReadThenActionsAreOfOneVersion(Path workflow) throws IOException {
		assertThat(values(read(workflow), "uses")).isNotEmpty()
			.allSatisfy((action) -> assertThat(action.toString()).matches(ACTION));
	}

	@ParameterizedTest
	@MethodSource("workflows")
	void workflowWhenReadThenRunsWhatContributorsRun(Path workflow) throws IOException {
		Set<String> commands = commands();
		assertThat(values(read(workflow), "run")).isNotEmpty()
			.flatMap((run) -> run.toString().lines().toList())
			.filteredOn((command) -> !CONTAINER.contains(command))
			.allSatisfy((command) -> assertThat(isCommandOfContributors(command, commands)).as(command).isTrue());
	}

	@ParameterizedTest
	@CsvSource({ ".ci/run --without-vectors, true", ".ci/walk, false", "./mvnw -B verify, true",
			"./mvnw -B install, false", "npm ci, true", "npm publish, false", "curl https://example.com, false" })
	void isCommandOfContributorsWhenScriptOrCommandOfPageThenTrue(String command, boolean known) throws IOException {
		assertThat(isCommandOfContributors(command, commands())).isEqualTo(known);
	}

	@Test
	void containerJobWhenReadThenPreparesItself() throws IOException {
		Map<?, ?> job = job("build.yml", "all");
		assertThat(job.get("container")).isNotNull();
		assertThat(values(job, "run")).containsAll(CONTAINER);
		assertThat(values(job, "fetch-depth")).containsExactly(0);
	}

	@Test
	void matrixWhenReadThenHasEachJavaThatIsSupported() throws IOException {
		Map<?, ?> strategy = (Map<?, ?>) job("build.yml", "all").get("strategy");
		assertThat(((Map<?, ?>) strategy.get("matrix")).get("java")).isEqualTo(List.of(17, 21, 25));
	}

	@Test
	void pomWhenReadThenHasOneVersionOfSpringBoot() throws IOException {
		String pom = Files.readString(ProjectFiles.ROOT.resolve("pom.xml"));
		Matcher versions = Pattern
			.compile("(?s)spring-boot-starter-parent</artifactId>\\s*<version>(.+?)<.*<spring-boot.version>(.+?)<")
			.matcher(pom);
		assertThat(versions.find()).isTrue();
		assertThat(versions.group(2)).isEqualTo(versions.group(1));
	}

	@Test
	void pagesWhenTheyNameVersionOfMicrogateThenIsThatOfThePom() throws IOException {
		List<String> versions = new ArrayList<>();
		for (Path page : ProjectFiles.endingWith(".md")) {
			Matcher version = VERSION.matcher(Files.readString(page));
			while (version.find()) {
				versions.add((version.group(1) != null) ? version.group(1) : version.group(2));
			}
		}
		Matcher pom = Pattern.compile("\\n  <version>(.+)</version>")
			.matcher(Files.readString(ProjectFiles.ROOT.resolve("pom.xml")));
		assertThat(pom.find()).isTrue();
		assertThat(versions).hasSizeGreaterThan(5).containsOnly(pom.group(1));
	}

	@Test
	void dependabotWhenReadThenWatchesFoldersThatThereAre() throws IOException {
		Map<?, ?> dependabot = read(GITHUB.resolve("dependabot.yml"));
		assertThat(values(dependabot, "package-ecosystem")).hasSameElementsAs(MANIFESTS.keySet());
		assertThat(values(dependabot, "directory")).contains("/site", "/sample-app/external-issuer", "/sample-app");
		assertThat((List<?>) dependabot.get("updates")).map((update) -> (Map<?, ?>) update)
			.allSatisfy((update) -> assertThat(ProjectFiles.ROOT.resolve("." + update.get("directory"))
				.resolve(MANIFESTS.get(update.get("package-ecosystem")))).exists());
	}

	@ParameterizedTest
	@MethodSource("forms")
	void formWhenReadThenHasLabelledElements(Path form) throws IOException {
		Map<?, ?> fields = read(form);
		assertThat(fields.get("name")).isNotNull();
		assertThat(fields.get("description")).isNotNull();
		List<?> elements = (List<?>) fields.get("body");
		assertThat(elements).map((element) -> (Map<?, ?>) element).isNotEmpty().allSatisfy((element) -> {
			assertThat(FORM_ELEMENTS).contains((String) element.get("type"));
			String text = element.get("type").equals("markdown") ? "value" : "label";
			assertThat(((Map<?, ?>) element.get("attributes")).get(text)).isNotNull();
		});
		assertThat(values(elements, "id")).doesNotHaveDuplicates();
	}

	@Test
	void wrapperWhenReadThenComparesChecksumOfMaven() throws IOException {
		Properties wrapper = new Properties();
		try (Reader reader = Files
			.newBufferedReader(ProjectFiles.ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"))) {
			wrapper.load(reader);
		}
		assertThat(wrapper.getProperty("distributionUrl")).startsWith("https://repo.maven.apache.org/");
		assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
		assertThat(ProjectFiles.ROOT.resolve(WRAPPER)).isExecutable();
	}

	static List<Path> workflows() throws IOException {
		return list(GITHUB.resolve("workflows"));
	}

	static List<Path> forms() throws IOException {
		return list(GITHUB.resolve("ISSUE_TEMPLATE")).stream().filter((form) -> !form.endsWith("config.yml")).toList();
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
	}

	/** The wrapper is a script as well, but runs whatever its arguments say. */
	private static boolean isCommandOfContributors(String command, Set<String> commands) {
		String program = command.split(" ")[0];
		boolean script = program.contains("/") && Files.isExecutable(ProjectFiles.ROOT.resolve(program));
		return commands.contains(command) || (script && !program.equals(WRAPPER));
	}

	/** The lines that {@code .ci/run} and the pages for contributors have. */
	private static Set<String> commands() throws IOException {
		Set<String> commands = new TreeSet<>();
		Files.readAllLines(ProjectFiles.ROOT.resolve(".ci/run")).forEach((line) -> commands.add(line.strip()));
		PageBlock.all()
			.stream()
			.filter((block) -> Set.of("README.md", "CONTRIBUTING.md").contains(block.page()))
			.forEach((block) -> block.text().lines().forEach(commands::add));
		return commands;
	}

	private static Map<?, ?> job(String workflow, String name) throws IOException {
		Map<?, ?> jobs = (Map<?, ?>) read(GITHUB.resolve("workflows").resolve(workflow)).get("jobs");
		return (Map<?, ?>) jobs.get(name);
	}

	private static Map<?, ?> read(Path file) throws IOException {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		return new Yaml(new SafeConstructor(options)).load(Files.readString(file));
	}

	/** The values of a key, wherever it is. */
	private static List<Object> values(Object node, String key) {
		List<Object> values = new ArrayList<>();
		if (node instanceof Map<?, ?> map) {
			map.forEach((name, value) -> {
				if (key.equals(name)) {
					values.add(value);
				}
				values.addAll(values(value, key));
			});
		}
		if (node instanceof Collection<?> list) {
			list.forEach((element) -> values.addAll(values(element, key)));
		}
		return values;
	}

}
