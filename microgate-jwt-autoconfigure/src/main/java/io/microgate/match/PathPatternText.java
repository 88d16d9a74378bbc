package io.microgate.match;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.PatternSegment.PartType;

import org.jspecify.annotations.Nullable;

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
	 * Reads a pattern that Spring accepts, apart from expressions in it.
	 * @param pattern a path pattern
	 * @return what was read
	 */
	public static PathPatternText parse(String pattern) {
		return new PathPatternText(new PathPatternReader(pattern).read());
	}

	/**
	 * Hides the expressions of variables, which Spring would read as those of
	 * {@link java.util.regex}.
	 * @param pattern a string that may be a path pattern
	 * @return the text with the same positions, in which each expression stands for
	 * itself; a slash in it, which no segment can have, remains
	 */
	public static String maskExpressions(String pattern) {
		PathPatternReader reader = new PathPatternReader(pattern);
		reader.read();
		return reader.masked();
	}

	/**
	 * The pattern for a path and all paths below it, compared element by element.
	 * @param path a path without pattern syntax; a trailing slash is ignored
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
	 * Finds the segment that a variable stands for.
	 * @param variable name of the variable
	 * @return its position, {@code null} unless the variable is one whole segment
	 */
	public @Nullable SegmentPosition positionOf(String variable) {
		boolean behindRest = false;
		for (int i = 0; i < this.segments.size(); i++) {
			PatternSegment segment = this.segments.get(i);
			if (segment.kind() == Kind.REST) {
				behindRest = true;
			}
			else if (segment.parts().size() == 1 && segment.variables().contains(variable)) {
				return new SegmentPosition(behindRest ? this.segments.size() - 1 - i : i, behindRest);
			}
		}
		return null;
	}

	/**
	 * Whether the pattern is one path.
	 * @return {@code true} without wildcards and variables
	 */
	public boolean isLiteral() {
		for (PatternSegment segment : this.segments) {
			if (segment.kind() != Kind.TEXT) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The path that all paths of the pattern are or lie below.
	 * @return the text of its first segments, {@code /} if there is none
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
	 * Returns the pattern without the names of variables, so that patterns for the same
	 * paths are equal.
	 * @return the pattern
	 */
	public String identity() {
		StringBuilder identity = new StringBuilder();
		for (PatternSegment segment : this.segments) {
			identity.append('/').append(identity(segment));
		}
		return identity.toString();
	}

	private static String identity(PatternSegment segment) {
		if (segment.kind() == Kind.REST) {
			return "**";
		}
		StringBuilder identity = new StringBuilder();
		for (PatternSegment.Part part : segment.parts()) {
			identity.append(switch (part.type()) {
				case TEXT -> part.text();
				case ONE -> "?";
				case MANY -> "*";
				case VARIABLE -> (part.expression() != null) ? "{:" + part.expression() + "}" : "{}";
			});
		}
		return identity.toString();
	}

	/**
	 * Returns an example path, which an expression in the pattern may not match.
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

	/**
	 * The longer pattern comes first, unless it continues with any number of segments.
	 */
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

	/** Adjacent wildcards and variables count as one. */
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

	/** Returns the pattern in the spelling of Spring. */
	@Override
	public String toString() {
		StringBuilder pattern = new StringBuilder();
		for (PatternSegment segment : this.segments) {
			pattern.append('/').append(write(segment));
		}
		return pattern.toString();
	}

	private static String write(PatternSegment segment) {
		if (segment.kind() == Kind.REST) {
			return segment.parts().isEmpty() ? "**" : "{*" + segment.parts().get(0).text() + "}";
		}
		StringBuilder written = new StringBuilder();
		for (PatternSegment.Part part : segment.parts()) {
			written.append(switch (part.type()) {
				case TEXT -> part.text();
				case ONE -> "?";
				case MANY -> "*";
				case VARIABLE -> "{" + part.text() + ((part.expression() != null) ? ":" + part.expression() : "") + "}";
			});
		}
		return written.toString();
	}

}
