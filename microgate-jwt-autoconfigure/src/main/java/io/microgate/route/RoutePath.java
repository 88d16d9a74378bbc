package io.microgate.route;

import java.util.Map;
import java.util.Objects;

import io.microgate.match.ExpressionBudget;
import io.microgate.match.PathPatternMatcher;
import io.microgate.match.PathPatternText;
import io.microgate.match.Re2Expression;
import io.microgate.match.SegmentPosition;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one match of a route, however they were written. Ordered by precedence:
 * one path comes before a regular expression, that before prefixes and patterns, which
 * are compared segment by segment.
 */
public final class RoutePath implements Comparable<RoutePath> {

	private final Kind kind;

	private final String text;

	private final @Nullable PathPatternText pattern;

	/** Created on demand: most patterns are matched in an index. */
	private volatile @Nullable PathPatternMatcher matcher;

	private RoutePath(Kind kind, String text, @Nullable PathPatternText pattern) {
		this.kind = kind;
		this.text = text;
		this.pattern = pattern;
	}

	/** Every path. */
	static RoutePath every() {
		return below("/");
	}

	static RoutePath ofPattern(String text) {
		PathPatternText pattern = PathPatternText.parse(text);
		return pattern.isLiteral() ? literal(text) : new RoutePath(Kind.PATTERN, pattern.toString(), pattern);
	}

	static RoutePath literal(String path) {
		return new RoutePath(Kind.LITERAL, path, null);
	}

	static RoutePath below(String prefix) {
		PathPatternText pattern = PathPatternText.below(prefix);
		return new RoutePath(Kind.PATTERN, pattern.toString(), pattern);
	}

	static RoutePath of(RouteSpec.PathMatch spec) {
		return switch (spec.type()) {
			case "Exact" -> literal(spec.value());
			case "PathPrefix" -> below(spec.value());
			case "RegularExpression" -> new RoutePath(Kind.EXPRESSION, spec.value(), null);
			default -> throw new IllegalArgumentException("Unknown path match type '" + spec.type() + "'");
		};
	}

	/**
	 * Returns how the paths are described.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * The path, the regular expression, or the pattern in Spring's spelling.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * The pattern of {@link Kind#PATTERN}.
	 * @return the pattern
	 */
	public PathPatternText pattern() {
		return Objects.requireNonNull(this.pattern);
	}

	/**
	 * The path that all paths are or lie below.
	 * @return the path, {@code null} where a regular expression tells the paths
	 */
	public @Nullable String literalBeginning() {
		return switch (this.kind) {
			case LITERAL -> this.text;
			case PATTERN -> pattern().literalBeginning();
			case EXPRESSION -> null;
		};
	}

	/**
	 * Returns an example of the paths, which an expression in a pattern may not match.
	 * @return the path, {@code null} where a regular expression tells the paths
	 */
	public @Nullable String example() {
		return switch (this.kind) {
			case LITERAL -> this.text;
			case PATTERN -> pattern().example();
			case EXPRESSION -> null;
		};
	}

	/**
	 * Whether a path is one of these.
	 * @param path a decoded path, not of a request
	 * @return whether it is
	 */
	public boolean contains(String path) {
		return switch (this.kind) {
			case LITERAL -> this.text.equals(path);
			case PATTERN -> matcher().matches(path);
			case EXPRESSION -> Re2Expression.compile(this.text).matcher().matches(path, ExpressionBudget.unlimited());
		};
	}

	/** Reads the path variables of a path that the pattern matches. */
	Map<String, String> variables(String path) {
		return matcher().variables(path);
	}

	/**
	 * Finds the segment that a path variable stands for.
	 * @param variable name of the variable
	 * @return its position, {@code null} unless it is one whole segment of a pattern
	 */
	public @Nullable SegmentPosition positionOf(String variable) {
		return (this.pattern != null) ? this.pattern.positionOf(variable) : null;
	}

	private PathPatternMatcher matcher() {
		PathPatternMatcher compiled = this.matcher;
		if (compiled == null) {
			compiled = PathPatternMatcher.compile(pattern());
			this.matcher = compiled;
		}
		return compiled;
	}

	/**
	 * Whether all paths are meant.
	 * @return whether it is a pattern for every path
	 */
	public boolean isEvery() {
		return this.kind == Kind.PATTERN && identity().equals("/**");
	}

	/**
	 * Whether it is a pattern for paths that end in a slash and no others.
	 * @return {@code false} for a literal path, which counts for itself
	 */
	public boolean isOnlyWithTrailingSlash() {
		return this.kind == Kind.PATTERN && identity().endsWith("/");
	}

	/**
	 * Describes the condition on a path, for messages.
	 * @return a sentence without its subject
	 */
	public String condition() {
		if (this.kind == Kind.EXPRESSION) {
			return "matches " + this.text;
		}
		boolean prefix = this.kind == Kind.PATTERN && identity().equals(literalBeginning() + "/**");
		return "is " + (prefix ? literalBeginning() + " or below" : this.text);
	}

	/** Returns the same string for the same paths, however they were written. */
	String identity() {
		return (this.kind == Kind.PATTERN) ? pattern().identity() : this.text;
	}

	@Override
	public int compareTo(RoutePath other) {
		if (this.kind != other.kind) {
			return this.kind.compareTo(other.kind);
		}
		return (this.pattern != null && other.pattern != null) ? this.pattern.compareTo(other.pattern) : 0;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RoutePath path && this.kind == path.kind && this.text.equals(path.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/** For messages. */
	@Override
	public String toString() {
		return switch (this.kind) {
			case LITERAL -> "path " + this.text;
			case EXPRESSION -> "regular expression " + this.text;
			case PATTERN -> "pattern " + this.text;
		};
	}

	/**
	 * How paths are described, in the order of precedence.
	 */
	public enum Kind {

		/** As one path. */
		LITERAL,

		/** By a regular expression that matches a path as a whole. */
		EXPRESSION,

		/** By a prefix or path pattern. */
		PATTERN

	}

}
