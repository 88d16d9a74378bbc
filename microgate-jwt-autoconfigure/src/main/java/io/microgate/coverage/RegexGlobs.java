package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.RegexNode;

/**
 * Writes the paths that a regular expression matches as globs, which may stand for more
 * paths than the expression matches, but then say so.
 */
final class RegexGlobs {

	/** Code points of a class that are worth a glob each. */
	private static final int MAX_CHARS = 4;

	/** Repetitions that are worth writing out. */
	private static final int MAX_COPIES = 4;

	private RegexGlobs() {
	}

	/** An expression that is found anywhere in a path unless anchored. */
	static PathSet found(RegexNode root) {
		return read(root).found();
	}

	/** An expression that matches a path as a whole. */
	static PathSet whole(RegexNode root) {
		return read(root).whole();
	}

	private static GlobSet read(RegexNode node) {
		if (node instanceof RegexNode.Char character) {
			return character(character);
		}
		if (node instanceof RegexNode.Assertion assertion) {
			return switch (assertion.position()) {
				case BEGIN -> GlobSet.BEGIN;
				case END -> GlobSet.END;
				case OTHER -> GlobSet.EMPTY.approximate();
			};
		}
		if (node instanceof RegexNode.Alternation alternation) {
			return alternation.choices().stream().map(RegexGlobs::read).reduce(GlobSet::or).orElseThrow();
		}
		if (node instanceof RegexNode.Repetition repetition) {
			return repeated(repetition);
		}
		return node.children().stream().map(RegexGlobs::read).reduce(GlobSet.EMPTY, GlobSet::then);
	}

	private static GlobSet character(RegexNode.Char character) {
		int[] few = character.set().codePoints(MAX_CHARS);
		if (few.length == 0) {
			return GlobSet.of(character.set().contains('/') ? Glob.ANY : Glob.SEGMENT).approximate();
		}
		List<Glob> globs = new ArrayList<>();
		for (int codePoint : few) {
			globs.add(Glob.text(Character.toString(codePoint), true));
		}
		return GlobSet.of(globs);
	}

	private static GlobSet repeated(RegexNode.Repetition repetition) {
		if (repetition.max() == 0) {
			return GlobSet.EMPTY;
		}
		GlobSet once = read(repetition.part());
		if (repetition.max() == RegexNode.Repetition.UNBOUNDED || repetition.max() > MAX_COPIES) {
			return many(repetition, once);
		}
		GlobSet optional = GlobSet.EMPTY;
		for (int i = repetition.min(); i < repetition.max(); i++) {
			optional = once.then(optional).or(GlobSet.EMPTY);
		}
		GlobSet copies = GlobSet.EMPTY;
		for (int i = 0; i < repetition.min(); i++) {
			copies = copies.then(once);
		}
		return copies.then(optional);
	}

	/**
	 * Repeats any character: a wildcard, after one character if at least one is asked
	 * for.
	 */
	private static GlobSet many(RegexNode.Repetition repetition, GlobSet once) {
		boolean unbounded = repetition.max() == RegexNode.Repetition.UNBOUNDED;
		if (unbounded && repetition.part() instanceof RegexNode.Char character) {
			if (character.set().isAnyInPath() && repetition.min() == 0) {
				return GlobSet.of(Glob.ANY);
			}
			if (character.set().isAnyInSegment() && repetition.min() <= 1) {
				return GlobSet.of((repetition.min() == 0) ? Glob.SEGMENT : Glob.ONE.then(Glob.SEGMENT));
			}
		}
		GlobSet rest = GlobSet.of(takesSlash(repetition.part()) ? Glob.ANY : Glob.SEGMENT).approximate();
		return (repetition.min() == 0) ? rest : once.then(rest);
	}

	private static boolean takesSlash(RegexNode node) {
		return (node instanceof RegexNode.Char character) ? character.set().contains('/')
				: node.children().stream().anyMatch(RegexGlobs::takesSlash);
	}

}
