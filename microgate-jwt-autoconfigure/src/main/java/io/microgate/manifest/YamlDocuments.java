package io.microgate.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a string at the lines that begin a document, so that a broken document does not
 * hide the ones after it.
 */
final class YamlDocuments {

	private static final Pattern START = Pattern.compile("---(\\s.*)?");

	private static final Pattern NO_CONTENT = Pattern.compile("\\s*([#%].*)?|---\\s*(#.*)?");

	private YamlDocuments() {
	}

	static List<Part> split(String text) {
		List<Part> parts = new ArrayList<>();
		String[] lines = text.split("\n", -1);
		int first = 0;
		boolean content = false;
		for (int i = 0; i < lines.length; i++) {
			String line = lines[i].stripTrailing();
			if (content && START.matcher(line).matches()) {
				parts.add(part(lines, first, i));
				first = i;
			}
			content = (content && first != i) || !NO_CONTENT.matcher(line).matches();
		}
		parts.add(part(lines, first, lines.length));
		return parts;
	}

	private static Part part(String[] lines, int first, int end) {
		return new Part(String.join("\n", List.of(lines).subList(first, end)) + "\n", first);
	}

	/**
	 * One document, or several of which all but one are empty.
	 *
	 * @param text its text
	 * @param line the line in the file that it begins at, from 0
	 */
	record Part(String text, int line) {
	}

}
