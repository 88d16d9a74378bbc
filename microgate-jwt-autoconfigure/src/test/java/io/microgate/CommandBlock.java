package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of a page that its reader is meant to type.
 *
 * @param page the path of the page, seen from the root of the project
 * @param section the heading above the block
 * @param number the number of the block in its section, from 1
 * @param language what the block is tagged with, empty if it is not
 * @param text the lines of the block
 */
public record CommandBlock(String page, String section, int number, String language, String text) {

	private static final Pattern FENCE = Pattern.compile("^ *```(\\w*).*");

	private static final Pattern HEADING = Pattern.compile("^#+ (.+)");

	private static final Set<String> LANGUAGES = Set.of("sh", "bash", "shell", "console");

	/** What a block without a language must not begin with. */
	private static final Pattern COMMAND = Pattern
		.compile("(?s) *(?:\\$ )?(?:java|mvn|\\./\\w+|curl|npm|npx|git|docker|kubectl|openssl|jq) .*");

	/**
	 * Returns the blocks of all pages, in their order.
	 */
	static List<CommandBlock> all() throws IOException {
		List<CommandBlock> blocks = new ArrayList<>();
		for (Path page : ProjectFiles.endingWith(".md")) {
			of(ProjectFiles.ROOT.relativize(page).toString(), Files.readAllLines(page)).forEach(blocks::add);
		}
		return blocks;
	}

	/**
	 * Returns the commands of a section that has one block of them.
	 * @param page the path of the page, seen from the root of the project
	 * @param section the heading above the block
	 */
	public static String read(String page, String section) throws IOException {
		List<CommandBlock> blocks = of(page, Files.readAllLines(ProjectFiles.ROOT.resolve(page))).stream()
			.filter((block) -> block.section().equals(section))
			.toList();
		if (blocks.size() != 1) {
			throw new IllegalStateException("%s has %d blocks in '%s'".formatted(page, blocks.size(), section));
		}
		return blocks.get(0).text();
	}

	static List<CommandBlock> of(String page, List<String> lines) {
		List<CommandBlock> blocks = new ArrayList<>();
		Map<String, Integer> numbers = new HashMap<>();
		String section = "";
		String language = null;
		StringBuilder text = new StringBuilder();
		for (String line : lines) {
			Matcher fence = FENCE.matcher(line);
			Matcher heading = HEADING.matcher(line);
			if (!fence.matches()) {
				section = (language == null && heading.matches()) ? heading.group(1) : section;
				text.append((language != null) ? line + "\n" : "");
			}
			else if (language == null) {
				language = fence.group(1);
				text.setLength(0);
			}
			else {
				if (isTyped(language, text.toString())) {
					blocks.add(new CommandBlock(page, section, numbers.merge(section, 1, Integer::sum), language,
							text.toString().stripTrailing().stripIndent() + "\n"));
				}
				language = null;
			}
		}
		return blocks;
	}

	private static boolean isTyped(String language, String text) {
		return LANGUAGES.contains(language) || (language.isEmpty() && COMMAND.matcher(text).matches());
	}

	boolean isTagged() {
		return LANGUAGES.contains(this.language);
	}

	/** The name that {@code commands.txt} may use for this block alone. */
	String name() {
		return sectionName() + " > " + this.number;
	}

	/** The name that {@code commands.txt} may use for all blocks of the section. */
	String sectionName() {
		return this.page + " > " + this.section;
	}

	@Override
	public String toString() {
		return name();
	}

}
