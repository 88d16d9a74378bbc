package io.microgate.coverage;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A set of paths, written as characters and wildcards: simple enough to prove that two
 * sets have nothing in common, or that one contains the other.
 */
final class Glob {

	/** The empty string. */
	static final Glob EMPTY = new Glob();

	private static final int ONE_TOKEN = -1;

	private static final int SEGMENT_TOKEN = -2;

	private static final int ANY_TOKEN = -3;

	/** One character within a segment. */
	static final Glob ONE = new Glob(ONE_TOKEN);

	/** Any characters within a segment, or none. */
	static final Glob SEGMENT = new Glob(SEGMENT_TOKEN);

	/** Any characters, or none. */
	static final Glob ANY = new Glob(ANY_TOKEN);

	/** Marks a letter whose case does not matter. */
	private static final int FOLDED = 1 << 16;

	/** Letters that some rules fold to letters beyond ASCII. */
	private static final String FOLDED_BEYOND_ASCII = "iks";

	private final int[] tokens;

	private Glob(int... tokens) {
		this.tokens = tokens;
	}

	static Glob text(String text, boolean caseSensitive) {
		int[] tokens = new int[text.length()];
		for (int i = 0; i < tokens.length; i++) {
			tokens[i] = caseSensitive ? text.charAt(i) : fold(text.charAt(i));
		}
		return new Glob(tokens);
	}

	/** Letters beyond ASCII stay apart: not every rule folds them. */
	private static int fold(int c) {
		return Character.isLetter(c) ? FOLDED | (isAscii(c) ? lower(c) : c) : c;
	}

	private static boolean isAscii(int c) {
		return c < 0x80;
	}

	/** Coarser than any folding in use. */
	private static int lower(int c) {
		return Character.toLowerCase(Character.toUpperCase(c));
	}

	Glob then(Glob next) {
		int[] joined = Arrays.copyOf(this.tokens, this.tokens.length + next.tokens.length);
		System.arraycopy(next.tokens, 0, joined, this.tokens.length, next.tokens.length);
		return new Glob(joined);
	}

	boolean isEmpty() {
		return this.tokens.length == 0;
	}

	/** Whether a {@link #ONE} comes before the first character. */
	boolean startsWithOne() {
		return Arrays.stream(this.tokens).takeWhile((token) -> token < 0).anyMatch((token) -> token == ONE_TOKEN);
	}

	/** Whether a {@link #ONE} comes after the last character. */
	boolean endsWithOne() {
		int index = this.tokens.length - 1;
		while (index >= 0 && this.tokens[index] < 0 && this.tokens[index] != ONE_TOKEN) {
			index--;
		}
		return index >= 0 && this.tokens[index] == ONE_TOKEN;
	}

	/** The only string it stands for, {@code null} if there may be others. */
	@Nullable String literal() {
		for (int token : this.tokens) {
			if (token < 0 || token >= FOLDED) {
				return null;
			}
		}
		return new String(this.tokens, 0, this.tokens.length);
	}

	/** One of the strings it stands for. */
	String example(String filling) {
		StringBuilder text = new StringBuilder();
		for (int token : this.tokens) {
			switch (token) {
				case ONE_TOKEN -> text.append('x');
				case SEGMENT_TOKEN -> text.append(filling.replace("/", ""));
				case ANY_TOKEN -> text.append(filling);
				default -> text.append((char) (token & ~FOLDED));
			}
		}
		return text.toString();
	}

	/** Whether each of its strings ends with a character. */
	boolean endsWith(char end) {
		return this.tokens.length > 0 && this.tokens[this.tokens.length - 1] == end;
	}

	/** Whether both may have a string in common; {@code false} is certain. */
	boolean intersects(Glob other) {
		int start = 0;
		int end = Math.min(this.tokens.length, other.tokens.length);
		while (start < end && isSingle(this.tokens[start]) && isSingle(other.tokens[start])) {
			if (!haveCommon(this.tokens[start], other.tokens[start])) {
				return false;
			}
			start++;
		}
		return new Walk(this.tokens, other.tokens).findsCommon(start, start);
	}

	/** Whether it stands for every string of another; {@code true} is certain. */
	boolean contains(Glob other) {
		return new Walk(other.tokens, this.tokens).staysWithin(0, 0);
	}

	private static boolean isSingle(int token) {
		return token >= ONE_TOKEN;
	}

	private static boolean haveCommon(int first, int second) {
		if (first == ONE_TOKEN || second == ONE_TOKEN) {
			return first != '/' && second != '/';
		}
		if (first < FOLDED && second < FOLDED) {
			return first == second;
		}
		return lower(first & ~FOLDED) == lower(second & ~FOLDED);
	}

	private static boolean isWithin(int inner, int outer) {
		if (outer == ONE_TOKEN) {
			return inner != '/';
		}
		if (inner == outer) {
			return inner < FOLDED || isFoldedAlike(inner & ~FOLDED);
		}
		return inner >= 0 && isAscii(inner) && outer >= FOLDED && lower(inner) == (outer & ~FOLDED);
	}

	/** Whether a letter stands for the same two letters by every rule. */
	private static boolean isFoldedAlike(int letter) {
		return isAscii(letter) && FOLDED_BEYOND_ASCII.indexOf(letter) < 0;
	}

	/** Whether a wildcard takes all that another token stands for. */
	private static boolean takes(int wildcard, int token) {
		return wildcard == ANY_TOKEN || (token != '/' && token != ANY_TOKEN);
	}

	/** Walks along two lists of tokens side by side, and never visits a state twice. */
	private static final class Walk {

		private final int[] first;

		private final int[] second;

		private final boolean[] seen;

		Walk(int[] first, int[] second) {
			this.first = first;
			this.second = second;
			this.seen = new boolean[(first.length + 1) * (second.length + 1)];
		}

		private boolean isNew(int i, int j) {
			int state = i * (this.second.length + 1) + j;
			boolean isNew = !this.seen[state];
			this.seen[state] = true;
			return isNew;
		}

		/** A wildcard ends, or takes one character of the other list. */
		boolean findsCommon(int i, int j) {
			if (!isNew(i, j)) {
				return false;
			}
			boolean ends = i == this.first.length;
			boolean otherEnds = j == this.second.length;
			if (ends && otherEnds) {
				return true;
			}
			if (!ends && !isSingle(this.first[i]) && findsCommon(i + 1, j)) {
				return true;
			}
			if (!otherEnds && !isSingle(this.second[j]) && findsCommon(i, j + 1)) {
				return true;
			}
			return !ends && !otherEnds && findsCommonBehind(i, j);
		}

		private boolean findsCommonBehind(int i, int j) {
			boolean single = isSingle(this.first[i]);
			boolean otherSingle = isSingle(this.second[j]);
			if (single && otherSingle) {
				return haveCommon(this.first[i], this.second[j]) && findsCommon(i + 1, j + 1);
			}
			if (single) {
				return takes(this.second[j], this.first[i]) && findsCommon(i + 1, j);
			}
			return otherSingle && takes(this.first[i], this.second[j]) && findsCommon(i, j + 1);
		}

		/**
		 * Only a wildcard of the outer list, the second, may end or take any token.
		 */
		boolean staysWithin(int i, int j) {
			if (!isNew(i, j)) {
				return false;
			}
			boolean ends = i == this.first.length;
			if (j == this.second.length) {
				return ends;
			}
			if (!isSingle(this.second[j])) {
				return staysWithin(i, j + 1)
						|| (!ends && takes(this.second[j], this.first[i]) && staysWithin(i + 1, j));
			}
			return !ends && isSingle(this.first[i]) && isWithin(this.first[i], this.second[j])
					&& staysWithin(i + 1, j + 1);
		}

	}

}
