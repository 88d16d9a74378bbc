package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * What a part of a regular expression matches, as globs that may be bound to the start or
 * end of the path.
 *
 * @param choices the globs, of which one matches
 * @param exact whether nothing else is meant by them
 */
record GlobSet(List<Choice> choices, boolean exact) {

	/** The empty string. */
	static final GlobSet EMPTY = of(Glob.EMPTY);

	/** The empty string at the start of the path. */
	static final GlobSet BEGIN = new GlobSet(List.of(new Choice(true, Glob.EMPTY, false)), true);

	/** The empty string at the end of the path. */
	static final GlobSet END = new GlobSet(List.of(new Choice(false, Glob.EMPTY, true)), true);

	/** More would not make the result clearer. */
	private static final int MAX_CHOICES = 16;

	static GlobSet of(Glob glob) {
		return of(List.of(glob));
	}

	static GlobSet of(List<Glob> globs) {
		return new GlobSet(globs.stream().map((glob) -> new Choice(false, glob, false)).toList(), true);
	}

	/** The same globs, which stand for more than what is meant. */
	GlobSet approximate() {
		return new GlobSet(this.choices, false);
	}

	GlobSet or(GlobSet other) {
		List<Choice> joined = new ArrayList<>(this.choices);
		joined.addAll(other.choices);
		return (joined.size() > MAX_CHOICES) ? of(Glob.ANY).approximate()
				: new GlobSet(List.copyOf(joined), this.exact && other.exact);
	}

	GlobSet then(GlobSet next) {
		if (this.choices.size() * next.choices.size() > MAX_CHOICES) {
			return then(of(Glob.ANY).approximate());
		}
		boolean exact = this.exact && next.exact;
		List<Choice> joined = new ArrayList<>();
		for (Choice first : this.choices) {
			for (Choice second : next.choices) {
				joined.add(first.then(second));
				exact = exact && first.isFollowedExactlyBy(second);
			}
		}
		return new GlobSet(List.copyOf(joined), exact);
	}

	/** The paths in which this is found. */
	PathSet found() {
		return paths(this.choices.stream().map(Choice::found).toList());
	}

	/** The paths that are this. */
	PathSet whole() {
		return paths(this.choices.stream().map(Choice::glob).toList());
	}

	private PathSet paths(List<Glob> globs) {
		return new PathSet(globs, this.exact, null);
	}

	/**
	 * One of the globs.
	 *
	 * @param begins whether it is bound to the start of the path
	 * @param glob the glob
	 * @param ends whether it is bound to the end of the path
	 */
	record Choice(boolean begins, Glob glob, boolean ends) {

		/**
		 * What is bound to the start or end but has something before or after, which may
		 * be empty, is not bound exactly. Nor are two characters side by side, which may
		 * be the halves of one.
		 */
		private boolean isFollowedExactlyBy(Choice next) {
			return (!next.begins || isEmpty()) && (!this.ends || next.isEmpty())
					&& !(this.glob.endsWithOne() && next.glob.startsWithOne());
		}

		private boolean isEmpty() {
			return this.glob.isEmpty();
		}

		private Choice then(Choice next) {
			return new Choice(this.begins || (next.begins && isEmpty()), this.glob.then(next.glob),
					next.ends || (this.ends && next.isEmpty()));
		}

		private Glob found() {
			Glob open = this.begins ? this.glob : Glob.ANY.then(this.glob);
			return this.ends ? open : open.then(Glob.ANY);
		}

	}

}
