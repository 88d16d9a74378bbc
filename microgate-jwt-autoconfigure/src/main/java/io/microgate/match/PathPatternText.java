package io.microgate.match;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.PatternSegment.Part;
import io.microgate.match.PatternSegment.PartType;

/**
 * A Spring path pattern, read into segments. Patterns are ordered by precedence: compared
 * segment by segment from the left, text comes before text with wildcards or a variable
 * with an expression of its own (more text first), that before a whole variable or
 * wildcard, that before any number of segments; then more segments come first.
 */
public final class PathPatternText implements Comparable<PathPatternText> {

	private final List<PatternSegment> segments;

	private PathPatternText(List<PatternSegment> segments) {
		this.segments = List.copyOf(segments);
	}

	/**
	 * Reads a pattern that Spring accepts, an expression in it aside.
	 * @param pattern a path pattern
	 * @return what was read
	 */
	public static PathPatternText parse(String pattern) {
		return new PathPatternText(new Reader(pattern).read());
	}

	/**
	 * Hides the expressions of variables, which Spring would read as those of
	 * {@link java.util.regex}.
	 * @param pattern a text that may be a path pattern
	 * @return the text with the same positions, in which each expression stands for
	 * itself; a slash in it, which no segment can have, remains
	 */
	public static String maskExpressions(String pattern) {
		Reader reader = new Reader(pattern);
		reader.read();
		return reader.masked.toString();
	}

	/**
	 * The pattern for a path and all paths below it, compared element by element.
	 * @param path a path without pattern syntax; a trailing slash says nothing
	 * @return the pattern
	 */
	public static PathPatternText below(String path) {
		List<PatternSegment> segments = new ArrayList<>();
		for (String segment : path.split("/")) {
			if (!segment.isEmpty()) {
				segments.add(PatternSegment.text(segment));
			}
		}
		segments.add(PatternSegment.rest());
		return new PathPatternText(segments);
	}

	/**
	 * The segments.
	 * @return at least one segment
	 */
	public List<PatternSegment> segments() {
		return this.segments;
	}

	/**
	 * Whether the pattern is one path.
	 * @return {@code true} without wildcards and variables
	 */
	public boolean isLiteral() {
		return this.segments.stream().allMatch((segment) -> segment.kind() == Kind.TEXT);
	}

	/**
	 * The path that all paths of the pattern are or lie below.
	 * @return the text of its first segments, {@code /} if the first is none
	 */
	public String literalBeginning() {
		StringBuilder path = new StringBuilder();
		for (PatternSegment segment : this.segments) {
			if (segment.kind() != Kind.TEXT) {
				break;
			}
			path.append('/').append(segment.textBefore());
		}
		return path.isEmpty() ? "/" : path.toString();
	}

	/**
	 * What the pattern is without the names of variables, so that patterns are equal that
	 * match the same paths.
	 * @return the pattern
	 */
	public String identity() {
		return this.segments.stream().map((segment) -> "/" + identity(segment)).collect(Collectors.joining());
	}

	private static String identity(PatternSegment segment) {
		if (segment.kind() == Kind.REST) {
			return "**";
		}
		return segment.parts().stream().map((part) -> switch (part.type()) {
			case TEXT -> part.text();
			case ONE -> "?";
			case MANY -> "*";
			case VARIABLE -> (part.expression() != null) ? "{:" + part.expression() + "}" : "{}";
		}).collect(Collectors.joining());
	}

	/**
	 * A path that the pattern matches, unless an expression in it is for none that
	 * simple.
	 * @return the path
	 */
	public String example() {
		return this.segments.stream().map((segment) -> "/" + example(segment)).collect(Collectors.joining());
	}

	private static String example(PatternSegment segment) {
		if (segment.kind() == Kind.REST) {
			return "x";
		}
		return segment.parts()
			.stream()
			.map((part) -> (part.type() == PartType.TEXT) ? part.text() : "x")
			.collect(Collectors.joining());
	}

	@Override
	public int compareTo(PathPatternText other) {
		int common = Math.min(this.segments.size(), other.segments.size());
		for (int i = 0; i < common; i++) {
			int order = compare(this.segments.get(i), other.segments.get(i));
			if (order != 0) {
				return order;
			}
		}
		return compareRest(other, common);
	}

	/** What ends here is part of what may go on in any way, but no other goes on so. */
	private int compareRest(PathPatternText other, int common) {
		if (this.segments.size() == other.segments.size()) {
			return 0;
		}
		if (this.segments.size() < other.segments.size()) {
			return (other.segments.get(common).kind() == Kind.REST) ? -1 : 1;
		}
		return (this.segments.get(common).kind() == Kind.REST) ? 1 : -1;
	}

	private static int compare(PatternSegment one, PatternSegment other) {
		int order = Integer.compare(rank(one), rank(other));
		boolean mixed = order == 0 && rank(one) == Kind.MIXED.ordinal();
		return mixed ? Integer.compare(other.literalLength(), one.literalLength()) : order;
	}

	/** Wildcards and variables side by side are no more than one of them. */
	private static int rank(PatternSegment segment) {
		boolean any = segment.kind() == Kind.MIXED && segment.isUnconstrained();
		return (any ? Kind.ANY : segment.kind()).ordinal();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof PathPatternText pattern && this.segments.equals(pattern.segments);
	}

	@Override
	public int hashCode() {
		return this.segments.hashCode();
	}

	/** What was read, in the spelling of Spring. */
	@Override
	public String toString() {
		return this.segments.stream().map((segment) -> "/" + write(segment)).collect(Collectors.joining());
	}

	private static String write(PatternSegment segment) {
		if (segment.kind() == Kind.REST) {
			return segment.parts().isEmpty() ? "**" : "{*" + segment.parts().get(0).text() + "}";
		}
		return segment.parts().stream().map((part) -> switch (part.type()) {
			case TEXT -> part.text();
			case ONE -> "?";
			case MANY -> "*";
			case VARIABLE -> "{" + part.text() + ((part.expression() != null) ? ":" + part.expression() : "") + "}";
		}).collect(Collectors.joining());
	}

	/**
	 * Reads from left to right. A slash, brace or backslash within the expression of a
	 * variable is part of it.
	 */
	private static final class Reader {

		private final String pattern;

		private final StringBuilder masked;

		private int index;

		Reader(String pattern) {
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
					? new PatternSegment(Kind.REST,
							List.of(new Part(PartType.VARIABLE, first.text().substring(1), null)))
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

}
