package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paths in the configurations that pages and samples show.
 */
class DocumentedPathTests {

	private static final Pattern PREFIX_WITH_SLASH = Pattern.compile("prefix: [\"']?/[^\\s,}]*/[\"']?(?=[\\s,}])");

	/** The resource at {@code /api/admin} itself would be left to the next entry. */
	@ParameterizedTest
	@MethodSource("files")
	void prefixOfPathWhenShownThenDoesNotEndWithSlash(Path file) throws IOException {
		assertThat(PREFIX_WITH_SLASH.matcher(Files.readString(file)).results().map(MatchResult::group)).isEmpty();
	}

	static List<Path> files() throws IOException {
		List<Path> files = new ArrayList<>(ProjectFiles.endingWith(".md"));
		files.addAll(ProjectFiles.endingWith(".yml"));
		files.addAll(ProjectFiles.endingWith(".yaml"));
		files.removeIf((file) -> file.toString().contains("src/test"));
		return files;
	}

}
