package io.microgate.match;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.PatternSegment.Part;
import io.microgate.match.PatternSegment.PartType;

/**
 * Reads a path pattern from left to right. A slash, brace or backslash within the
 * expression of a variable is part of it.
 */
final class PathPatternReader {

	private final String pattern;

	private final StringBuilder masked;

	private int index;

	PathPatternReader(String pattern) {
		this.pattern = pattern;
		this.masked = new StringBuilder(pattern);
	}

	List<PatternSegment> read() {
		List<PatternSegment> segments = new ArrayList<>();
		this.index = this.pattern.startsWith("/") ? 1 : 0;
		do {
			segments.add(segment());
		}
		while (this.index++ < this.pattern.length());
		return segments;
	}

	/** Returns the pattern with expressions hidden; valid after {@link #read}. */
	String masked() {
		return this.masked.toString();
	}

	private PatternSegment segment() {
		List<Part> parts = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		int start = this.index;
		while (this.index < this.pattern.length() && this.pattern.charAt(this.index) != '/') {
			char c = this.pattern.charAt(this.index++);
			if (c != '?' && c != '*' && c != '{') {
				text.append(c);
				continue;
			}
			addText(parts, text);
			parts.add((c == '{') ? variable() : new Part((c == '?') ? PartType.ONE : PartType.MANY, "", null));
		}
		if (this.pattern.substring(start, this.index).equals("**")) {
			return PatternSegment.rest();
		}
		addText(parts, text);
		return parts.isEmpty() ? PatternSegment.text("") : toSegment(parts);
	}

	private static PatternSegment toSegment(List<Part> parts) {
		Part first = parts.get(0);
		boolean rest = parts.size() == 1 && first.type() == PartType.VARIABLE && first.text().startsWith("*");
		return rest
				? new PatternSegment(Kind.REST, List.of(new Part(PartType.VARIABLE, first.text().substring(1), null)))
				: PatternSegment.of(parts);
	}

	private static void addText(List<Part> parts, StringBuilder text) {
		if (!text.isEmpty()) {
			parts.add(new Part(PartType.TEXT, text.toString(), null));
			text.setLength(0);
		}
	}

	private Part variable() {
		int start = this.index;
		int colon = -1;
		int depth = 1;
		while (this.index < this.pattern.length() && depth > 0) {
			char c = this.pattern.charAt(this.index++);
			if (c == ':' && colon < 0) {
				colon = this.index - 1;
			}
			else if (c == '\\' && colon >= 0) {
				this.index++;
			}
			depth += (c == '{') ? 1 : (c == '}') ? -1 : 0;
		}
		this.index = Math.min(this.index, this.pattern.length());
		int end = this.index - ((depth == 0) ? 1 : 0);
		if (colon < 0 || depth > 0) {
			return new Part(PartType.VARIABLE, this.pattern.substring(start, end), null);
		}
		mask(colon + 1, end);
		return new Part(PartType.VARIABLE, this.pattern.substring(start, colon),
				this.pattern.substring(colon + 1, end));
	}

	private void mask(int start, int end) {
		for (int i = start; i < end; i++) {
			boolean escape = this.pattern.charAt(i) == '\\' && i + 1 < end;
			if (escape || this.pattern.charAt(i) != '/') {
				this.masked.setCharAt(i, 'x');
			}
			if (escape) {
				this.masked.setCharAt(++i, 'x');
			}
		}
	}

}
