package io.microgate.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import static java.util.Map.entry;

/**
 * A set of code points that one position of a regular expression matches. If the set is
 * not exactly known, as for Unicode categories, it has more code points and says so.
 */
public final class CharSet {

	/** Every code point. */
	static final CharSet ANY = new CharSet(true, 0, Character.MAX_CODE_POINT);

	/** Every code point but a line feed. */
	static final CharSet NOT_LINE_FEED = ANY.without('\n');

	/** A set that is not known. */
	static final CharSet UNKNOWN = new CharSet(false, 0, Character.MAX_CODE_POINT);

	private static final int ASCII_END = 0x80;

	/** Letters of ASCII that Unicode folds to others beyond ASCII as well. */
	private static final String FOLDED_BEYOND_ASCII = "kKsS";

	/** The Perl and POSIX classes of RE2, by their names without negation. */
	private static final Map<String, CharSet> NAMED = Map.ofEntries(entry("d", of('0', '9')),
			entry("s", of('\t', '\n', '\f', '\r', ' ', ' ')), entry("w", of('0', '9', 'A', 'Z', '_', '_', 'a', 'z')),
			entry("alnum", of('0', '9', 'A', 'Z', 'a', 'z')), entry("alpha", of('A', 'Z', 'a', 'z')),
			entry("ascii", of(0, 0x7f)), entry("blank", of('\t', '\t', ' ', ' ')),
			entry("cntrl", of(0, 0x1f, 0x7f, 0x7f)), entry("digit", of('0', '9')), entry("graph", of('!', '~')),
			entry("lower", of('a', 'z')), entry("print", of(' ', '~')),
			entry("punct", of('!', '/', ':', '@', '[', '`', '{', '~')), entry("space", of('\t', '\r', ' ', ' ')),
			entry("upper", of('A', 'Z')), entry("word", of('0', '9', 'A', 'Z', '_', '_', 'a', 'z')),
			entry("xdigit", of('0', '9', 'A', 'F', 'a', 'f')));

	private final boolean exact;

	/** First and last code point of each range, in order, without overlap. */
	private final int[] ranges;

	private CharSet(boolean exact, int... ranges) {
		this.exact = exact;
		this.ranges = ranges;
	}

	static CharSet of(int... ranges) {
		return new CharSet(true, ranges);
	}

	/** A class of RE2 by its name, {@code null} if there is none of that name. */
	static @Nullable CharSet named(String name) {
		return NAMED.get(name);
	}

	static CharSet union(List<CharSet> sets) {
		boolean exact = sets.stream().allMatch(CharSet::isExact);
		int[][] sorted = sets.stream()
			.flatMap((set) -> set.rangeList().stream())
			.sorted((first, second) -> Integer.compare(first[0], second[0]))
			.toArray(int[][]::new);
		int[] joined = new int[2 * sorted.length];
		int length = 0;
		for (int[] range : sorted) {
			if (length > 0 && range[0] <= joined[length - 1] + 1) {
				joined[length - 1] = Math.max(joined[length - 1], range[1]);
			}
			else {
				joined[length++] = range[0];
				joined[length++] = range[1];
			}
		}
		return new CharSet(exact, Arrays.copyOf(joined, length));
	}

	private List<int[]> rangeList() {
		int[][] list = new int[this.ranges.length / 2][];
		for (int i = 0; i < list.length; i++) {
			list[i] = new int[] { this.ranges[2 * i], this.ranges[2 * i + 1] };
		}
		return List.of(list);
	}

	/** Returns all other code points, which are not known if these are not. */
	CharSet negate() {
		if (!this.exact) {
			return UNKNOWN;
		}
		int[] others = new int[this.ranges.length + 2];
		int length = 0;
		int next = 0;
		for (int i = 0; i < this.ranges.length; i += 2) {
			if (next < this.ranges[i]) {
				others[length++] = next;
				others[length++] = this.ranges[i] - 1;
			}
			next = this.ranges[i + 1] + 1;
		}
		if (next <= Character.MAX_CODE_POINT) {
			others[length++] = next;
			others[length++] = Character.MAX_CODE_POINT;
		}
		return new CharSet(true, Arrays.copyOf(others, length));
	}

	private CharSet without(int codePoint) {
		return union(List.of(negate(), of(codePoint, codePoint))).negate();
	}

	/**
	 * The code points that differ from these in case alone. Beyond ASCII that can be any.
	 */
	CharSet fold() {
		boolean beyond = this.ranges.length > 0 && this.ranges[this.ranges.length - 1] >= ASCII_END;
		BitSet ascii = new BitSet();
		for (int c = 0; c < ASCII_END; c++) {
			if (contains(c)) {
				ascii.set(c);
				ascii.set(swapCase(c));
				beyond = beyond || FOLDED_BEYOND_ASCII.indexOf(c) >= 0;
			}
		}
		if (beyond) {
			FOLDED_BEYOND_ASCII.chars().forEach(ascii::set);
		}
		int[] ranges = ascii.stream().flatMap((c) -> Arrays.stream(new int[] { c, c })).toArray();
		CharSet folded = union(List.of(of(ranges)));
		return beyond ? union(List.of(folded, new CharSet(false, ASCII_END, Character.MAX_CODE_POINT))) : folded;
	}

	private static int swapCase(int c) {
		boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		return letter ? c ^ ('a' ^ 'A') : c;
	}

	/**
	 * Whether it has exactly the code points that the expression matches.
	 * @return {@code false} if it may have more
	 */
	public boolean isExact() {
		return this.exact;
	}

	/**
	 * Looks for a code point.
	 * @param codePoint any code point
	 * @return whether it is one of these
	 */
	public boolean contains(int codePoint) {
		for (int i = 0; i < this.ranges.length; i += 2) {
			if (codePoint >= this.ranges[i] && codePoint <= this.ranges[i + 1]) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Lists the code points if they are exactly known and few.
	 * @param most how many are few
	 * @return the code points, empty if there are more or they are not known
	 */
	public int[] codePoints(int most) {
		int count = 0;
		for (int i = 0; i < this.ranges.length; i += 2) {
			count = Math.min(count, most) + Math.min(this.ranges[i + 1] - this.ranges[i] + 1, most + 1);
		}
		if (!this.exact || count > most) {
			return new int[0];
		}
		return rangeList().stream().flatMapToInt((range) -> IntStream.rangeClosed(range[0], range[1])).toArray();
	}

	/** Where ranges begin, and behind each where it ends. */
	int[] boundaries() {
		int[] boundaries = this.ranges.clone();
		for (int i = 1; i < boundaries.length; i += 2) {
			boundaries[i]++;
		}
		return boundaries;
	}

	/**
	 * Whether it has every code point but a line feed, or every one.
	 * @return whether it matches what a dot matches
	 */
	public boolean isAnyInPath() {
		return this.exact && negate().isOnly('\n');
	}

	/**
	 * Whether it has every code point but slashes, and possibly a line feed.
	 * @return whether it takes what a segment of a path is made of
	 */
	public boolean isAnyInSegment() {
		return this.exact && !contains('/') && negate().isOnly('\n', '/');
	}

	private boolean isOnly(int... allowed) {
		return rangeList().stream()
			.allMatch((range) -> range[0] == range[1] && Arrays.stream(allowed).anyMatch((c) -> c == range[0]));
	}

}
