package io.microgate.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.microgate.match.PatternSegment.Kind;
import io.microgate.match.PatternSegment.Part;
import io.microgate.match.PatternSegment.PartType;
import org.jspecify.annotations.Nullable;

/**
 * Whether a regular expression and a path pattern match the same path. Looks for the
 * shortest path along the positions of the expression and the characters of the pattern.
 *
 * @param possible {@code false} if it is certain that there is none
 * @param path a path that both match, {@code null} if none was found
 */
public record SharedPath(boolean possible, @Nullable String path) {

	private static final int MAX_POSITIONS = 2_000;

	private static final SharedPath NONE = new SharedPath(false, null);

	private static final SharedPath UNKNOWN = new SharedPath(true, null);

	/**
	 * Looks for a path.
	 * @param expression an expression that matches paths as a whole
	 * @param pattern the pattern
	 * @return what was found
	 */
	public static SharedPath of(Re2Expression expression, PathPatternText pattern) {
		RegexPositions positions;
		try {
			positions = RegexPositions.of(expression.root(), MAX_POSITIONS);
		}
		catch (IllegalStateException ex) {
			return UNKNOWN;
		}
		PathPatternMatcher matcher = PathPatternMatcher.compile(pattern);
		boolean possible = false;
		for (List<Integer> tokens : tokens(pattern)) {
			String path = new Search(positions, tokens).run();
			if (path != null && matcher.matches(path)
					&& expression.matcher().matches(path, ExpressionBudget.unlimited())) {
				return new SharedPath(true, path);
			}
			possible = possible || path != null;
		}
		return possible ? UNKNOWN : NONE;
	}

	/** With and without the wildcards for any number of segments. */
	private static List<List<Integer>> tokens(PathPatternText pattern) {
		List<List<Integer>> all = new ArrayList<>(List.of(new ArrayList<>()));
		for (PatternSegment segment : pattern.segments()) {
			List<List<Integer>> longer = new ArrayList<>();
			for (List<Integer> tokens : all) {
				if (segment.kind() == Kind.REST) {
					longer.add(tokens);
				}
				List<Integer> more = new ArrayList<>(tokens);
				more.add((int) '/');
				add(segment, more);
				longer.add(more);
			}
			all = longer;
		}
		return all;
	}

	private static void add(PatternSegment segment, List<Integer> tokens) {
		switch (segment.kind()) {
			case REST -> tokens.add(Search.ANY);
			case ANY -> tokens.addAll(List.of(Search.ONE, Search.SEGMENT));
			case TEXT, MIXED -> segment.parts().forEach((part) -> add(part, tokens));
		}
	}

	private static void add(Part part, List<Integer> tokens) {
		if (part.type() == PartType.TEXT) {
			part.text().codePoints().forEach(tokens::add);
		}
		else {
			tokens.add((part.type() == PartType.ONE) ? Search.ONE : Search.SEGMENT);
		}
	}

	private static final class Search {

		/** One code point within a segment. */
		static final int ONE = -1;

		/** Any number of code points within a segment. */
		static final int SEGMENT = -2;

		/** Any number of code points. */
		static final int ANY = -3;

		private static final int START = -1;

		private static final String USUAL = "ax1A-._~";

		private final RegexPositions positions;

		private final List<Integer> tokens;

		private final Deque<State> queue = new ArrayDeque<>();

		private final Set<Long> seen = new HashSet<>();

		Search(RegexPositions positions, List<Integer> tokens) {
			this.positions = positions;
			this.tokens = tokens;
		}

		/** The shortest text of both, {@code null} if there is none. */
		@Nullable String run() {
			visit(new State(START, 0, ""));
			while (!this.queue.isEmpty()) {
				State state = this.queue.remove();
				if (state.token() == this.tokens.size() && isEnd(state.position())) {
					return state.text();
				}
				next(state);
			}
			return null;
		}

		private boolean isEnd(int position) {
			return (position == START) ? this.positions.isNullable(true, true)
					: this.positions.last(true).get(position);
		}

		private void next(State state) {
			if (state.token() == this.tokens.size()) {
				return;
			}
			int token = this.tokens.get(state.token());
			boolean many = token == SEGMENT || token == ANY;
			if (many) {
				visit(new State(state.position(), state.token() + 1, state.text()));
			}
			BitSet following = (state.position() == START) ? this.positions.first(true)
					: this.positions.follow(state.position());
			following.stream().forEach((position) -> {
				int codePoint = choose(this.positions.sets().get(position), token);
				if (codePoint >= 0) {
					visit(new State(position, many ? state.token() : state.token() + 1,
							state.text() + Character.toString(codePoint)));
				}
			});
		}

		private void visit(State state) {
			long key = (state.position() + 1L) * (this.tokens.size() + 1) + state.token();
			if (this.seen.add(key)) {
				this.queue.add(state);
			}
		}

		/** Returns a code point that both match, a common one if there is one. */
		private static int choose(CharSet set, int token) {
			if (token >= 0) {
				return set.contains(token) ? token : -1;
			}
			for (int i = 0; i < USUAL.length(); i++) {
				if (set.contains(USUAL.charAt(i))) {
					return USUAL.charAt(i);
				}
			}
			for (int boundary : set.boundaries()) {
				for (int codePoint = boundary + 1; codePoint >= boundary - 1; codePoint--) {
					if (set.contains(codePoint) && (codePoint != '/' || token == ANY)) {
						return codePoint;
					}
				}
			}
			return -1;
		}

		private record State(int position, int token, String text) {
		}

	}

}
