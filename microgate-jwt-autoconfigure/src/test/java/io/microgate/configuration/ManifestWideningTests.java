package io.microgate.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No edit of manifests widens access silently. A mistake lets no request through that was
 * refused. What may be meant, such as a restriction left out, lets through only what that
 * very node kept out. Whatever is open then is a warning.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class ManifestWideningTests {

	private final Probes probes = new Probes();

	private String manifests;

	private List<Result> results;

	@BeforeAll
	void judgeAll(@TempDir Path directory) throws IOException {
		this.manifests = this.probes.withKeys(read("shop.yaml"));
		Map<String, Edit> distinct = new LinkedHashMap<>();
		Stream.of(TreeEdits.of(this.manifests), LineEdits.of(this.manifests))
			.flatMap(List::stream)
			.forEach((edit) -> distinct.merge(edit.manifests(), edit,
					(first, second) -> first.mistake() ? second : first));
		this.results = distinct.values().parallelStream().map((edit) -> judge(edit, directory)).toList();
	}

	@Test
	void decideWhenNothingIsEditedThenAsEveryProbeSays(@TempDir Path directory) {
		Result result = judge(new Edit("nothing", List.of(), false, this.manifests), directory);
		assertThat(result.verdicts().accepted()).isTrue();
		assertThat(result.verdicts().allowed()).containsExactlyElementsOf(
				this.probes.all().stream().filter((probe) -> !probe.refused()).map(Probe::name).toList());
		assertThat(this.results).hasSizeGreaterThan(3000);
	}

	@Test
	void decideWhenEditIsMistakeThenNothingIsLetThroughThatWasNot() {
		assertThat(this.results.stream().filter((result) -> result.edit().mistake())).hasSizeGreaterThan(1500)
			.allSatisfy((result) -> assertThat(result.opened()).as(result.edit().toString()).isEmpty());
	}

	@Test
	void decideWhenNodeIsEditedThenOnlyWhatItKeptOutIsLetThrough() {
		assertThat(this.results).allSatisfy((result) -> assertThat(result.opened()).as(result.edit().toString())
			.allSatisfy((probe) -> assertThat(probe.guards()).as(probe.name())
				.anySatisfy((guard) -> assertThat(result.edit().touches(guard)).isTrue())));
	}

	/**
	 * So that a probe whose guards are too many shows, and one that is refused anyway.
	 */
	@Test
	void decideWhenGuardIsEditedThenEveryProbeThatHasOneIsLetThroughByAnEdit() {
		Set<Probe> opened = this.results.stream()
			.flatMap((result) -> result.opened().stream())
			.collect(Collectors.toSet());
		assertThat(opened).containsAll(this.probes.all().stream().filter(Probe::refused).toList());
	}

	/** The table is what the documentation says of each node that may be left out. */
	@Test
	void decideWhenNodeIsLeftOutThenExactlyWhatTheTableSaysIsLetThrough() throws IOException {
		Map<String, Set<String>> widened = new TreeMap<>();
		for (Result result : this.results) {
			if (result.edit().what().startsWith("drop") && !result.opened().isEmpty()) {
				widened.put(result.edit().places().get(0),
						result.opened().stream().map(Probe::name).collect(Collectors.toCollection(TreeSet::new)));
			}
		}
		StringBuilder table = new StringBuilder();
		widened.forEach((place, names) -> table.append(place)
			.append('\n')
			.append(names.stream().map((name) -> "    " + name + "\n").collect(Collectors.joining())));
		assertThat(table.toString()).isEqualTo(read("left-out.txt"));
	}

	@Test
	void warnWhenEditIsAcceptedThenOfAllThatIsOpen() {
		assertThat(this.results.stream().filter((result) -> result.verdicts().accepted())).hasSizeGreaterThan(300)
			.allSatisfy((result) -> {
				Set<String> warned = new LinkedHashSet<>();
				result.verdicts()
					.warnings()
					.forEach((warning) -> ExpectedWarnings.TEXTS.stream()
						.filter((text) -> warning.contains(" " + text))
						.forEach((text) -> warned.add(warning.substring(0, warning.indexOf(" " + text)) + " " + text)));
				assertThat(warned).as(result.edit().toString())
					.containsExactlyInAnyOrderElementsOf(ExpectedWarnings.of(result.edit().manifests()));
			});
	}

	private Result judge(Edit edit, Path directory) {
		Path file = directory.resolve("%d.yaml".formatted(Thread.currentThread().getId()));
		ManifestVerdicts verdicts = ManifestVerdicts.of(file, edit.manifests(), this.probes.all());
		return new Result(edit, verdicts,
				this.probes.all()
					.stream()
					.filter((probe) -> probe.refused() && verdicts.allowed().contains(probe.name()))
					.toList());
	}

	private static String read(String file) throws IOException {
		return new ClassPathResource("edits/" + file).getContentAsString(StandardCharsets.UTF_8);
	}

	/**
	 * What comes of an edit.
	 *
	 * @param edit the edit
	 * @param verdicts what is decided then
	 * @param opened what is let through that was refused
	 */
	private record Result(Edit edit, ManifestVerdicts verdicts, List<Probe> opened) {
	}

}
