package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.runtime.RunningConfiguration;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration on each page about an identity provider accepts tokens of that
 * provider and rejects others. A web stack is a subclass.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
abstract class ProviderPagesTests {

	private final TestStack stack;

	ProviderPagesTests(TestStack stack) {
		this.stack = stack;
	}

	static List<ProviderTable> tables() throws IOException {
		return ProviderTable.load();
	}

	@ParameterizedTest
	@MethodSource("tables")
	void requestWhenConfiguredAsOnPageThenAsTheTableSays(ProviderTable table, @TempDir Path directory)
			throws IOException {
		try (ProviderServers servers = new ProviderServers(table, directory)) {
			String page = table.configuration();
			assertThat(verify(table.name(), page, table.rows(), servers, directory)).isEmpty();
			for (ProviderTable.Variant variant : table.variants()) {
				assertThat(page).as(variant.name()).contains(variant.text());
				verify(table.name() + " " + variant.name(), page.replace(variant.text(), variant.replacement()),
						variant.rows(), servers, directory);
			}
		}
	}

	/**
	 * Runs the rows.
	 * @return the warnings of the configuration
	 */
	private List<String> verify(String name, String page, List<Row> rows, ProviderServers servers, Path directory)
			throws IOException {
		Chapter chapter = new Chapter(name, servers.local(page), "", List.of(), null, Map.of(), rows);
		TokenForge forge = new TokenForge(servers::key);
		SoftAssertions softly = new SoftAssertions();
		try (RunningApplication application = RunningApplication.start(chapter, this.stack, servers.trust(page),
				directory)) {
			for (Row row : rows) {
				String token = (row.token() != null) ? forge.forge(row.token().recipe()) : null;
				softly
					.assertThatCode(
							() -> new RowCheck(name, row, row.expectation()).verify(application, row.http(token)))
					.as(row.name())
					.doesNotThrowAnyException();
			}
			softly.assertAll();
			return application.bean(RunningConfiguration.class).warnings();
		}
	}

	@Test
	void tablesWhenLoadedThenEveryConfigurationOfEveryPageHasOne() throws IOException {
		try (Stream<Path> pages = Files.list(ProviderTable.PAGES)) {
			assertThat(pages.filter((page) -> !page.endsWith("README.md"))).hasSize(13).allSatisfy((page) -> {
				List<ProviderTable> tables = tables().stream().filter((table) -> table.page().equals(page)).toList();
				assertThat(tables).hasSameSizeAs(ProviderTable.yamlBlocks(page)).allSatisfy((table) -> {
					assertThat(table.rows()).filteredOn((row) -> row.expectation().status() == 200)
						.hasSizeGreaterThan(1);
					assertThat(table.rows()).filteredOn((row) -> row.expectation().refused()).hasSizeGreaterThan(6);
				});
			});
		}
	}

	@Test
	void tablesWhenLoadedThenHaveEveryReasonThatThePageMentions() throws IOException {
		for (ProviderTable table : tables()) {
			List<String> reasons = tables().stream()
				.filter((other) -> other.page().equals(table.page()))
				.flatMap((other) -> other.allRows().stream())
				.map((row) -> row.expectation().reason())
				.toList();
			assertThat(reasons).as(table.name()).containsAll(ProviderTable.reasons(table.page()));
		}
	}

}
