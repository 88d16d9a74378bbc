package io.microgate.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The position automaton of a regular expression (Glushkov): each position that matches a
 * code point, which positions may be next, which are first and which last. Assertions
 * other than beginning and end count as always true.
 */
final class RegexPositions {

	private final int most;

	private final List<CharSet> sets = new ArrayList<>();

	private final List<BitSet> follow = new ArrayList<>();

	private int others;

	private final Part whole;

	private RegexPositions(RegexNode root, int most) {
		this.most = most;
		this.whole = read(root);
	}

	/**
	 * Reads the positions of a tree.
	 * @param root the tree
	 * @param most how many positions there may be
	 * @return the positions
	 * @throws IllegalStateException if there are more
	 */
	static RegexPositions of(RegexNode root, int most) {
		return new RegexPositions(root, most);
	}

	/** What each position takes. */
	List<CharSet> sets() {
		return this.sets;
	}

	/** Returns the positions that may follow one. */
	BitSet follow(int position) {
		return this.follow.get(position);
	}

	/**
	 * Returns the positions that may be first, at the beginning of the text or elsewhere.
	 */
	BitSet first(boolean atBegin) {
		return atBegin ? this.whole.firstAtBegin() : this.whole.first();
	}

	/** Returns the positions that may be last, at the end of the text or elsewhere. */
	BitSet last(boolean atEnd) {
		return atEnd ? this.whole.lastAtEnd() : this.whole.last();
	}

	/**
	 * Whether the empty string is a match, at the beginning or end of the text or
	 * elsewhere.
	 */
	boolean isNullable(boolean atBegin, boolean atEnd) {
		return this.whole.nullable(atBegin, atEnd);
	}

	/**
	 * How many instructions a program has besides those of positions, their branches left
	 * out.
	 */
	int others() {
		return this.others;
	}

	private Part read(RegexNode node) {
		if (node instanceof RegexNode.Char character) {
			return single(character.set());
		}
		if (node instanceof RegexNode.Assertion assertion) {
			this.others++;
			return Part.of(assertion.position());
		}
		if (node instanceof RegexNode.Alternation alternation) {
			List<Part> choices = alternation.choices().stream().map(this::read).toList();
			return choices.stream().reduce(Part::or).orElseThrow();
		}
		if (node instanceof RegexNode.Repetition repetition) {
			return repeated(repetition);
		}
		this.others += (node instanceof RegexNode.Capture) ? 2 : node.children().isEmpty() ? 1 : 0;
		Part joined = Part.EMPTY;
		for (RegexNode child : node.children()) {
			joined = then(joined, read(child));
		}
		return joined;
	}

	private Part single(CharSet set) {
		int position = this.sets.size();
		if (position >= this.most) {
			throw new IllegalStateException("Too many positions");
		}
		this.sets.add(set);
		this.follow.add(new BitSet());
		BitSet only = new BitSet();
		only.set(position);
		return new Part(0, only, only, only, only);
	}

	private Part then(Part first, Part second) {
		connect(first.last(), second.first());
		return first.then(second);
	}

	private void connect(BitSet last, BitSet next) {
		last.stream().forEach((position) -> this.follow.get(position).or(next));
	}

	/**
	 * The same part again and again, of which those beyond the minimum may be left out.
	 */
	private Part repeated(RegexNode.Repetition repetition) {
		this.others++;
		boolean unbounded = repetition.max() == RegexNode.Repetition.UNBOUNDED;
		int copies = unbounded ? Math.max(1, repetition.min()) : repetition.max();
		Part optional = Part.EMPTY;
		Part joined = Part.EMPTY;
		List<Part> parts = new ArrayList<>();
		for (int i = 0; i < copies; i++) {
			parts.add(read(repetition.part()));
		}
		for (int i = copies - 1; i >= repetition.min(); i--) {
			Part part = parts.get(i);
			if (unbounded) {
				connect(part.last(), part.first());
			}
			optional = then(part, optional).or(Part.EMPTY);
		}
		for (int i = 0; i < Math.min(copies, repetition.min()); i++) {
			Part part = parts.get(i);
			if (unbounded && i == copies - 1) {
				connect(part.last(), part.first());
			}
			joined = then(joined, part);
		}
		return then(joined, optional);
	}

	/**
	 * A part of the expression.
	 *
	 * @param nullableIn a bit for each combination of begin and end in which it matches
	 * nothing
	 * @param first its first positions
	 * @param firstAtBegin its first positions at the begin of the text
	 * @param last its last positions
	 * @param lastAtEnd its last positions at the end of the text
	 */
	private record Part(int nullableIn, BitSet first, BitSet firstAtBegin, BitSet last, BitSet lastAtEnd) {

		private static final int ALWAYS = 0b1111;

		private static final int AT_BEGIN = 0b1010;

		private static final int AT_END = 0b1100;

		private static final Part EMPTY = new Part(ALWAYS, new BitSet(), new BitSet(), new BitSet(), new BitSet());

		static Part of(RegexNode.Position position) {
			int nullableIn = switch (position) {
				case BEGIN -> AT_BEGIN;
				case END -> AT_END;
				case OTHER -> ALWAYS;
			};
			return new Part(nullableIn, new BitSet(), new BitSet(), new BitSet(), new BitSet());
		}

		boolean nullable(boolean atBegin, boolean atEnd) {
			return (this.nullableIn & (1 << ((atBegin ? 1 : 0) + (atEnd ? 2 : 0)))) != 0;
		}

		Part or(Part other) {
			return new Part(this.nullableIn | other.nullableIn, union(this.first, other.first),
					union(this.firstAtBegin, other.firstAtBegin), union(this.last, other.last),
					union(this.lastAtEnd, other.lastAtEnd));
		}

		Part then(Part next) {
			return new Part(this.nullableIn & next.nullableIn,
					nullable(false, false) ? union(this.first, next.first) : this.first,
					nullable(true, false) ? union(this.firstAtBegin, next.firstAtBegin) : this.firstAtBegin,
					next.nullable(false, false) ? union(this.last, next.last) : next.last,
					next.nullable(false, true) ? union(this.lastAtEnd, next.lastAtEnd) : next.lastAtEnd);
		}

		private static BitSet union(BitSet one, BitSet other) {
			BitSet union = (BitSet) one.clone();
			union.or(other);
			return union;
		}

	}

}
