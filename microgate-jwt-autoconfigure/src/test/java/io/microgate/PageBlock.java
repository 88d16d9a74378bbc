package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param page the path of the page, seen from the root of the project
 * @param section the heading above the block
 * @param language what the block is tagged with, empty if it is not
 * @param number the number of the block among those of the section with this language,
 * from 1
 * @param text the lines of the block, without their common indentation
 */
public record PageBlock(String page, String section, String language, int number, String text) {

	private static final Pattern FENCE = Pattern.compile("^ *```(\\w*).*");

	private static final Pattern HEADING = Pattern.compile("^#+ (.+)");

	/**
	 * Returns the blocks of all pages, in their order.
	 */
	public static List<PageBlock> all() throws IOException {
		List<PageBlock> blocks = new ArrayList<>();
		for (Path page : ProjectFiles.endingWith(".md")) {
			blocks.addAll(of(ProjectFiles.ROOT.relativize(page).toString(), Files.readAllLines(page)));
		}
		return blocks;
	}

	/**
	 * Returns the lines of the only block of a section in a language.
	 * @param page the path of the page, seen from the root of the project
	 * @param section the heading above the block
	 * @param language what the block is tagged with, empty if it is not
	 */
	public static String read(String page, String section, String language) throws IOException {
		List<String> blocks = readAll(page, section, language);
		if (blocks.size() != 1) {
			throw new IllegalStateException("%s has %d blocks in '%s'".formatted(page, blocks.size(), section));
		}
		return blocks.get(0);
	}

	/**
	 * Returns the lines of all blocks of a section in a language.
	 * @param page the path of the page, seen from the root of the project
	 * @param section the heading above the blocks
	 * @param language what the blocks are tagged with, empty if they are not
	 */
	public static List<String> readAll(String page, String section, String language) throws IOException {
		return of(page, Files.readAllLines(ProjectFiles.ROOT.resolve(page))).stream()
			.filter((block) -> block.section().equals(section) && block.language().equals(language))
			.map(PageBlock::text)
			.toList();
	}

	static List<PageBlock> of(String page, List<String> lines) {
		List<PageBlock> blocks = new ArrayList<>();
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
				int number = numbers.merge(section + "\n" + language, 1, Integer::sum);
				blocks.add(new PageBlock(page, section, language, number,
						text.toString().stripTrailing().stripIndent() + "\n"));
				language = null;
			}
		}
		return blocks;
	}

	/** The name that {@code blocks.txt} has for this block. */
	String name() {
		return "%s > %s > %s %d".formatted(this.page, this.section, this.language.isEmpty() ? "plain" : this.language,
				this.number);
	}

	@Override
	public String toString() {
		return name();
	}

}
