package io.microgate.match;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One segment of a path pattern.
 *
 * @param kind what it stands for
 * @param parts what it is made of; the one text of {@link Kind#TEXT}, which is empty
 * behind a trailing slash; for {@link Kind#REST} at most the variable
 */
public record PatternSegment(Kind kind, List<Part> parts) {

	private static final PatternSegment REST = new PatternSegment(Kind.REST, List.of());

	/**
	 * A segment that is the same in every path.
	 * @param text the segment, which may be empty
	 * @return the segment
	 */
	static PatternSegment text(String text) {
		return new PatternSegment(Kind.TEXT, List.of(new Part(PartType.TEXT, text, null)));
	}

	/** Any number of segments. */
	static PatternSegment rest() {
		return REST;
	}

	static PatternSegment of(List<Part> parts) {
		if (parts.size() > 1 || parts.get(0).type() == PartType.ONE || parts.get(0).expression() != null) {
			return new PatternSegment(Kind.MIXED, List.copyOf(parts));
		}
		return new PatternSegment((parts.get(0).type() == PartType.TEXT) ? Kind.TEXT : Kind.ANY, List.copyOf(parts));
	}

	/**
	 * The text in front of the first wildcard or variable.
	 * @return the text, empty if there is none
	 */
	public String textBefore() {
		return textOf(0);
	}

	/**
	 * The text behind the last wildcard or variable.
	 * @return the text, empty if there is none
	 */
	public String textBehind() {
		return textOf(this.parts.size() - 1);
	}

	private String textOf(int part) {
		boolean isText = !this.parts.isEmpty() && this.parts.get(part).type() == PartType.TEXT;
		return isText ? this.parts.get(part).text() : "";
	}

	/** How many of its characters are the same in every path. */
	int literalLength() {
		return this.parts.stream()
			.filter((part) -> part.type() == PartType.TEXT)
			.mapToInt((part) -> part.text().length())
			.sum();
	}

	/**
	 * Whether any segment matches, however it is written.
	 * @return {@code false} if text, a number of characters or an expression counts
	 */
	boolean isUnconstrained() {
		return this.parts.stream()
			.allMatch((part) -> part.type() == PartType.MANY
					|| (part.type() == PartType.VARIABLE && part.expression() == null));
	}

	/**
	 * The names of its variables.
	 * @return the names in order
	 */
	public List<String> variables() {
		return this.parts.stream().filter((part) -> part.type() == PartType.VARIABLE).map(Part::text).toList();
	}

	/**
	 * The same segment for all that match the same text.
	 * @return a segment whose variables have no names
	 */
	public PatternSegment withoutNames() {
		return new PatternSegment(this.kind, this.parts.stream()
			.map((part) -> (part.type() == PartType.VARIABLE) ? new Part(part.type(), "", part.expression()) : part)
			.toList());
	}

	/**
	 * What a segment stands for.
	 */
	public enum Kind {

		/** One text. */
		TEXT,

		/** Text and wildcards, or a variable with an expression of its own. */
		MIXED,

		/** Any one segment, by a wildcard or a variable. */
		ANY,

		/** Any number of segments, by two wildcards or a variable. */
		REST

	}

	/**
	 * What a part stands for.
	 */
	public enum PartType {

		/** Its text. */
		TEXT,

		/** One character. */
		ONE,

		/** Any number of characters, or none. */
		MANY,

		/** The value of a variable. */
		VARIABLE

	}

	/**
	 * A part of a segment.
	 *
	 * @param type what it stands for
	 * @param text the text, or the name of a variable
	 * @param expression what the value of a variable has to match as a whole (RE2),
	 * {@code null} for any
	 */
	public record Part(PartType type, String text, @Nullable String expression) {
	}

}
