package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the verdict table over HTTP. A web stack is a subclass.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
abstract class VerdictTableTests {

	private static final int LEAST_ROWS = 800;

	private final TestStack stack;

	private final TestKeys keys = new TestKeys();

	private final TokenForge forge = new TokenForge(this.keys);

	private final ProofForge proofs = new ProofForge(this.keys);

	private VerdictTable table;

	private KeyServer keyServer;

	private Path directory;

	private Chapter current;

	private RunningApplication application;

	private RuntimeException startFailure;

	VerdictTableTests(TestStack stack) {
		this.stack = stack;
	}

	@BeforeAll
	void load(@TempDir Path directory) throws IOException {
		this.directory = directory;
		this.table = VerdictTable.load();
		this.keyServer = new KeyServer(this.keys, directory);
	}

	@AfterAll
	void stop() {
		stopApplication();
		this.keyServer.close();
	}

	@TestFactory
	Stream<DynamicContainer> answerWhenRequestThenAsTheTableSays() {
		return this.table.chapters()
			.stream()
			.filter((chapter) -> chapter.stack() == null || chapter.stack().equals(this.stack.name()))
			.map((chapter) -> DynamicContainer.dynamicContainer(chapter.name(),
					chapter.rows()
						.stream()
						.filter((row) -> row.isFor(this.stack.name()))
						.map((row) -> DynamicTest.dynamicTest("%s %s".formatted(row.clause(), row.name()),
								() -> verify(chapter, row)))));
	}

	@Test
	void tableWhenLoadedThenHasEnoughRows() {
		assertThat(this.table.rows()).hasSizeGreaterThanOrEqualTo(LEAST_ROWS);
	}

	@Test
	void tableWhenLoadedThenEveryReasonOccurs() {
		Set<String> reasons = this.table.rows()
			.stream()
			.map((row) -> row.expectation().reason())
			.collect(Collectors.toSet());
		assertThat(reasons).containsAll(Arrays.stream(DenyReason.values()).map(DenyReason::code).toList());
	}

	@Test
	void tableWhenLoadedThenHasTheRowsThatAreNotExplained() {
		assertThat(this.table.chapters())
			.flatExtracting(
					(chapter) -> chapter.rows().stream().map((row) -> chapter.name() + ": " + row.name()).toList())
			.containsAll(ExplainExceptions.names());
	}

	@Test
	void tableWhenLoadedThenEveryClauseOccurs() {
		assertThat(this.table.rows()).extracting(Row::clause).contains("2.0", "2.1", "2.2", "2.3", "2.4", "2.5");
	}

	/**
	 * What a row says, if a subclass does not know better.
	 * @param row the row
	 * @return what is expected on this stack
	 */
	Expectation expected(Row row) {
		return row.expectationOn(this.stack.name());
	}

	private void verify(Chapter chapter, Row row) throws IOException {
		RunningApplication application = application(chapter);
		String token = (row.token() != null) ? this.forge.forge(chapter.recipe(row.token())) : null;
		RowCheck check = new RowCheck(chapter.name(), row, expected(row));
		String http = row.http(token, this.proofs);
		if (row.proof() != null && row.proof().replayed()) {
			RawHttp.exchange(application.port(row.managementPort()), http);
		}
		check.verify(application, http);
		if (token != null && !row.expectation().reason().equals(DenyReason.KEY_UNAVAILABLE.code())) {
			// a token may be remembered by now
			http = (row.proof() != null && row.proof().replayed()) ? http : row.http(token, this.proofs);
			check.verify(application, http);
		}
		new ExplainCheck(application, chapter, row).verify(token, http);
	}

	/** One application at a time; the rows of a chapter come in a row. */
	private RunningApplication application(Chapter chapter) throws IOException {
		if (chapter != this.current) {
			stopApplication();
			this.current = chapter;
			this.startFailure = null;
			try {
				this.application = RunningApplication.start(
						prepare(chapter, this.keyServer.locations(), this.directory), this.stack,
						this.keyServer.locations(), this.directory);
			}
			catch (RuntimeException ex) {
				this.startFailure = ex;
			}
		}
		if (this.startFailure != null) {
			throw new IllegalStateException("'%s' does not start".formatted(chapter.name()), this.startFailure);
		}
		return this.application;
	}

	/**
	 * Says the configuration of a chapter in another way, if a subclass likes to.
	 * @param chapter the chapter
	 * @param locations what placeholders stand for
	 * @param directory a directory for files
	 * @return a chapter that means the same
	 * @throws IOException if files cannot be written
	 */
	Chapter prepare(Chapter chapter, Map<String, Object> locations, Path directory) throws IOException {
		return chapter;
	}

	private void stopApplication() {
		if (this.application != null) {
			this.application.close();
			this.application = null;
		}
	}

}
