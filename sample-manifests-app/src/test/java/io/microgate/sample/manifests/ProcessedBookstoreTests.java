package io.microgate.sample.manifests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.sample.aot.AheadOfTimeTests;
import io.microgate.sample.readme.ReadmeSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample after ahead-of-time processing, with other manifests than at build time.
 */
class ProcessedBookstoreTests extends AheadOfTimeTests {

	@TempDir
	private static Path manifests;

	ProcessedBookstoreTests() throws IOException {
		super(BookstoreApplication.class, ReadmeSection.of(Path.of("README.md"), "Try it"), EXPOSED);
	}

	@Override
	protected List<String> argumentsFor(int port) throws IOException {
		return Stream
			.concat(super.argumentsFor(port).stream(),
					LocalManifests.copyTo(manifests, port)
						.entrySet()
						.stream()
						.map((property) -> "--" + property.getKey() + "=" + property.getValue()))
			.toList();
	}

	@Test
	void processWhenManifestsAreOnClassPathThenKept() throws Exception {
		assertThat(reachabilityMetadata(EXPOSED)).contains("\"cluster\\/**\"");
	}

}
