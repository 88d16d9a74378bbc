package io.microgate.match;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads regular expressions in RE2 syntax. RE2/J finds all faults; for every expression
 * that RE2/J accepts, the tree is that of RE2/J's own parser.
 */
final class RegexReader {

	/** As deep as groups may be nested, so that no recursion ends in an overflow. */
	private static final int MAX_DEPTH = 100;

	private static final int MAX_REPEAT = 1000;

	private final RegexCursor cursor;

	private final RegexClassReader classes;

	private Flags flags;

	private int depth;

	private RegexReader(String text, boolean ignoreCase) {
		this.cursor = new RegexCursor(text);
		this.classes = new RegexClassReader(this.cursor);
		this.flags = new Flags(ignoreCase, false, false);
	}

	/**
	 * Reads an expression.
	 * @param text the expression
	 * @param ignoreCase whether it is read as if it began with {@code (?i)}
	 * @return the tree
	 * @throws IllegalArgumentException if it cannot be read
	 */
	static RegexNode read(String text, boolean ignoreCase) {
		RegexReader reader = new RegexReader(text, ignoreCase);
		RegexNode node = reader.alternation();
		if (reader.cursor.hasMore()) {
			throw reader.cursor.fault("a closing parenthesis that closes no group");
		}
		return node;
	}

	/** Reads up to the end of the group. */
	private RegexNode alternation() {
		List<RegexNode> choices = new ArrayList<>();
		do {
			choices.add(sequence());
		}
		while (this.cursor.skip("|"));
		return (choices.size() == 1) ? choices.get(0) : new RegexNode.Alternation(List.copyOf(choices));
	}

	/** Flags apply up to the end of the group, beyond bars. */
	private RegexNode sequence() {
		List<RegexNode> parts = new ArrayList<>();
		while (this.cursor.hasMore() && !this.cursor.isAt('|') && !this.cursor.isAt(')')) {
			if (!repeatLast(parts)) {
				readPart(parts);
			}
		}
		return (parts.size() == 1) ? parts.get(0) : new RegexNode.Sequence(List.copyOf(parts));
	}

	private void readPart(List<RegexNode> parts) {
		if (this.cursor.skip("\\Q")) {
			readQuotation(parts);
		}
		else if (this.cursor.isAt('(')) {
			RegexNode group = group();
			if (group != null) {
				parts.add(group);
			}
		}
		else {
			parts.add(single());
		}
	}

	private void readQuotation(List<RegexNode> parts) {
		while (this.cursor.hasMore() && !this.cursor.skip("\\E")) {
			parts.add(literal(this.cursor.next()));
		}
	}

	private RegexNode single() {
		if (this.cursor.isAt('[')) {
			return new RegexNode.Char(this.classes.bracketed(this.flags.ignoreCase()));
		}
		if (this.cursor.isAt('\\')) {
			return escaped();
		}
		int c = this.cursor.next();
		return switch (c) {
			case '.' -> new RegexNode.Char(this.flags.dotTakesAll() ? CharSet.ANY : CharSet.NOT_LINE_FEED);
			case '^' -> anchor(RegexNode.Position.BEGIN);
			case '$' -> anchor(RegexNode.Position.END);
			default -> literal(c);
		};
	}

	private RegexNode anchor(RegexNode.Position position) {
		return new RegexNode.Assertion(this.flags.multiLine() ? RegexNode.Position.OTHER : position);
	}

	private RegexNode literal(int codePoint) {
		CharSet set = CharSet.of(codePoint, codePoint);
		return new RegexNode.Char(this.flags.ignoreCase() ? set.fold() : set);
	}

	private RegexNode escaped() {
		if (this.cursor.skip("\\A")) {
			return new RegexNode.Assertion(RegexNode.Position.BEGIN);
		}
		if (this.cursor.skip("\\z")) {
			return new RegexNode.Assertion(RegexNode.Position.END);
		}
		if (this.cursor.skip("\\b") || this.cursor.skip("\\B")) {
			return new RegexNode.Assertion(RegexNode.Position.OTHER);
		}
		CharSet set = this.classes.escaped(this.flags.ignoreCase());
		return (set != null) ? new RegexNode.Char(set) : literal(this.cursor.escape());
	}

	/** Reads a group, or flags alone, which are no part themselves. */
	private @Nullable RegexNode group() {
		Flags outer = this.flags;
		boolean captures = !this.cursor.isAt("(?") || this.cursor.isAt("(?P<") || this.cursor.isAt("(?<");
		if (captures) {
			if (this.cursor.skip("(?P<") || this.cursor.skip("(?<")) {
				this.cursor.skipBehind('>');
			}
			else {
				this.cursor.skip("(");
			}
		}
		else if (!opensGroup()) {
			return null;
		}
		if (++this.depth > MAX_DEPTH) {
			throw this.cursor.fault("more than %d groups in each other".formatted(MAX_DEPTH));
		}
		RegexNode content = alternation();
		if (!this.cursor.skip(")")) {
			throw this.cursor.fault("a group that is not closed");
		}
		this.depth--;
		this.flags = outer;
		return captures ? new RegexNode.Capture(content) : content;
	}

	/** Reads flags, and returns whether they apply only to a group that follows. */
	private boolean opensGroup() {
		this.cursor.skip("(?");
		boolean value = true;
		Flags changed = this.flags;
		while (true) {
			int c = this.cursor.next();
			switch (c) {
				case 'i' -> changed = new Flags(value, changed.multiLine(), changed.dotTakesAll());
				case 'm' -> changed = new Flags(changed.ignoreCase(), value, changed.dotTakesAll());
				case 's' -> changed = new Flags(changed.ignoreCase(), changed.multiLine(), value);
				case 'U' -> {
				}
				case '-' -> value = false;
				case ':', ')' -> {
					this.flags = changed;
					return c == ':';
				}
				default -> throw this.cursor.fault("flags that RE2 does not have");
			}
		}
	}

	/** Repeats what was read last, if an operator says so. */
	private boolean repeatLast(List<RegexNode> parts) {
		int[] bounds = bounds();
		if (bounds == null) {
			return false;
		}
		if (parts.isEmpty()) {
			throw this.cursor.fault("a repetition of nothing");
		}
		this.cursor.skip("?");
		RegexNode last = parts.remove(parts.size() - 1);
		parts.add(new RegexNode.Repetition(last, bounds[0], bounds[1]));
		return true;
	}

	private int @Nullable [] bounds() {
		if (this.cursor.skip("*")) {
			return new int[] { 0, RegexNode.Repetition.UNBOUNDED };
		}
		if (this.cursor.skip("+")) {
			return new int[] { 1, RegexNode.Repetition.UNBOUNDED };
		}
		if (this.cursor.skip("?")) {
			return new int[] { 0, 1 };
		}
		int[] bounds = this.cursor.isAt('{') ? this.cursor.counts() : null;
		if (bounds != null && Math.max(bounds[0], bounds[1]) > MAX_REPEAT) {
			throw this.cursor.fault("a repetition of more than %d times".formatted(MAX_REPEAT));
		}
		return bounds;
	}

	/**
	 * The flags in force.
	 *
	 * @param ignoreCase whether case is ignored
	 * @param multiLine whether anchors are those of lines
	 * @param dotTakesAll whether a dot takes a line feed
	 */
	private record Flags(boolean ignoreCase, boolean multiLine, boolean dotTakesAll) {
	}

}
