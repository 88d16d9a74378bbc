package io.microgate.autoconfigure;

import java.util.Collection;

/**
 * Writes items below each other, in lines that fit a terminal.
 */
final class LogBlock {

	private static final int WIDTH = 120;

	private static final String FIRST = "  - ";

	private static final String NEXT = "    ";

	private LogBlock() {
	}

	static String of(Collection<String> items) {
		StringBuilder block = new StringBuilder();
		for (String item : items) {
			block.append(block.isEmpty() ? "" : System.lineSeparator());
			append(block, item);
		}
		return block.toString();
	}

	/** Breaks at spaces, or at the width where there is no space. */
	private static void append(StringBuilder block, String item) {
		String indent = FIRST;
		String rest = item;
		while (indent.length() + rest.length() > WIDTH) {
			int end = WIDTH - indent.length();
			int space = rest.lastIndexOf(' ', end);
			int cut = (space > 0) ? space : end;
			block.append(indent).append(rest, 0, cut).append(System.lineSeparator());
			rest = rest.substring(cut).stripLeading();
			indent = NEXT;
		}
		block.append(indent).append(rest);
	}

}
