package io.microgate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The blocks of the documentation that {@code blocks.txt} names, and how each is tested.
 */
final class ListedBlocks {

	static final Map<String, String> ALL = read();

	private ListedBlocks() {
	}

	/** If there is no line for a block, tests read it by its language. */
	static boolean contains(PageBlock block) {
		return ALL.containsKey(block.name());
	}

	private static Map<String, String> read() {
		try (InputStream list = ListedBlocks.class.getResourceAsStream("blocks.txt")) {
			return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.split(" => ", 2))
				.collect(Collectors.toMap((line) -> line[0], (line) -> line[1]));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
