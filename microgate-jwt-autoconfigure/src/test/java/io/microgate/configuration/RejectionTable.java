package io.microgate.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import org.springframework.core.io.ClassPathResource;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Cases of a data file: a place, what the rule says, a spec with one mistake and a mark
 * at the line where it is expected.
 */
final class RejectionTable {

	private static final String MARK = "#<";

	private RejectionTable() {
	}

	static Stream<Arguments> of(String kind) {
		return Arrays.stream(text("rejections/" + kind + ".txt").split("(?m)^### "))
			.skip(1)
			.map(RejectionTable::toCase);
	}

	private static Arguments toCase(String text) {
		String[] parts = text.split("\n", 2);
		String[] head = parts[0].split(" \\| ", 2);
		return argumentSet(parts[0] + " <- " + parts[1].strip().replace('\n', ';'), head[0], head[1], parts[1]);
	}

	private static String text(String location) {
		try {
			return new ClassPathResource(location).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The line that is marked.
	 * @param yaml the text
	 * @return the line from 1
	 */
	static int markedLine(String yaml) {
		return (int) yaml.substring(0, yaml.indexOf(MARK)).lines().count();
	}

}
