package io.microgate.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The states of the deterministic automaton of a regular expression (subset
 * construction). A state is the set of positions that may have been read last; the first
 * state is the beginning of the text.
 */
final class RegexStates {

	/** No string that continues from here matches. */
	static final int DEAD = -1;

	/** Every string that continues from here matches. */
	static final int MATCHED = -2;

	/** A larger table is not worth the memory. */
	private static final int MAX_TRANSITIONS = 20_000;

	private final RegexPositions positions;

	private final boolean whole;

	private final int[] boundaries;

	/** For each class of code points the positions that take them. */
	private final BitSet[] takers;

	private final Map<BitSet, Integer> numbers = new HashMap<>();

	private final List<BitSet> states = new ArrayList<>();

	private int width;

	private RegexStates(RegexPositions positions, boolean whole) {
		this.positions = positions;
		this.whole = whole;
		IntStream bounds = positions.sets().stream().flatMapToInt((set) -> Arrays.stream(set.boundaries()));
		this.boundaries = IntStream.concat(IntStream.of(0), bounds).sorted().distinct().toArray();
		this.takers = new BitSet[this.boundaries.length];
		for (int i = 0; i < this.takers.length; i++) {
			this.takers[i] = new BitSet();
			for (int position = 0; position < positions.sets().size(); position++) {
				this.takers[i].set(position, positions.sets().get(position).contains(this.boundaries[i]));
			}
		}
	}

	/**
	 * Prepares the states.
	 * @param positions the positions of the expression
	 * @param whole whether the text as a whole has to match
	 * @return the states
	 */
	static RegexStates of(RegexPositions positions, boolean whole) {
		return new RegexStates(positions, whole);
	}

	/** The first code point of each class. */
	int[] boundaries() {
		return this.boundaries;
	}

	/**
	 * Follows all classes from all states, for each state one target after the other.
	 * @throws IllegalStateException if there are too many states
	 */
	int[] transitions() {
		int classes = this.boundaries.length;
		int[] transitions = new int[classes];
		this.states.add(new BitSet());
		for (int state = 0; state < this.states.size(); state++) {
			if (transitions.length < (state + 1) * classes) {
				transitions = Arrays.copyOf(transitions, 2 * transitions.length);
			}
			BitSet next = next(state);
			this.width = Math.max(this.width, this.states.get(state).cardinality() + 2 * next.cardinality());
			for (int i = 0; i < classes; i++) {
				int target = target(next, i);
				transitions[state * classes + i] = (state == 0 && isMatched(true)) ? MATCHED : target;
			}
		}
		return Arrays.copyOf(transitions, this.states.size() * classes);
	}

	/** The positions that may be read next. */
	private BitSet next(int state) {
		if (state == 0) {
			return this.positions.first(true);
		}
		BitSet next = new BitSet();
		if (!this.whole) {
			next.or(this.positions.first(false));
		}
		this.states.get(state).stream().forEach((position) -> next.or(this.positions.follow(position)));
		return next;
	}

	/**
	 * The state behind a code point. Where a match is certain, RE2/J may continue for a
	 * better one, or not have found any, so later states count for the width.
	 */
	private int target(BitSet next, int characterClass) {
		BitSet read = (BitSet) next.clone();
		read.and(this.takers[characterClass]);
		boolean matched = !this.whole && (isMatched(false) || read.intersects(this.positions.last(false)));
		if (read.isEmpty() && (matched || this.whole || isFinished())) {
			return matched ? MATCHED : DEAD;
		}
		int number = number(read);
		return matched ? MATCHED : number;
	}

	private int number(BitSet read) {
		Integer known = this.numbers.get(read);
		if (known != null) {
			return known;
		}
		if (this.states.size() * this.boundaries.length >= MAX_TRANSITIONS) {
			throw new IllegalStateException("Too many states");
		}
		this.states.add(read);
		this.numbers.put(read, this.states.size() - 1);
		return this.states.size() - 1;
	}

	/**
	 * Whether the empty string is a match in the middle, or at the beginning, of a longer
	 * text.
	 */
	private boolean isMatched(boolean atBegin) {
		return !this.whole && this.positions.isNullable(atBegin, false);
	}

	/** Whether no match begins after the beginning of the text. */
	private boolean isFinished() {
		return this.positions.first(false).isEmpty() && !this.positions.isNullable(false, true);
	}

	/** Whether the text may end in a state. */
	boolean[] accepting() {
		boolean[] accepting = new boolean[this.states.size()];
		accepting[0] = this.positions.isNullable(true, true);
		for (int state = 1; state < accepting.length; state++) {
			accepting[state] = this.states.get(state).intersects(this.positions.last(true))
					|| (!this.whole && this.positions.isNullable(false, true));
		}
		return accepting;
	}

	/** How many instructions run for one code point at most. */
	int width() {
		return this.width + 2 + this.positions.others();
	}

}
