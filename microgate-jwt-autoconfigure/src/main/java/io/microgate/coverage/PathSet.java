package io.microgate.coverage;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.microgate.match.ExpressionBudget;
import io.microgate.match.PathPatternMatcher;
import io.microgate.match.PathPatternText;
import io.microgate.match.Re2Expression;
import io.microgate.match.RegexMatcher;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;
import org.jspecify.annotations.Nullable;

/**
 * A set of decoded paths: what a mapping takes, a route is for, or a condition holds for.
 *
 * @param globs the paths, and unless exact some more
 * @param exact whether the globs stand for these paths alone
 * @param test decides about a single path, {@code null} when the globs do
 */
record PathSet(List<Glob> globs, boolean exact, @Nullable Predicate<String> test) {

	/** What may stand for a wildcard in an example. */
	private static final List<String> FILLINGS = List.of("", "/", "a", "1", "x1", "a/b", "admin");

	/** Every path. */
	static final PathSet EVERY = new PathSet(List.of(Glob.ANY), true, null);

	static PathSet exact(String path) {
		return new PathSet(List.of(Glob.text(path, true)), true, null);
	}

	/** A path and all below it, compared element by element. */
	static PathSet below(String path) {
		Glob text = Glob.text(path, true);
		return new PathSet(List.of(text, text.then(Glob.text("/", true)).then(Glob.ANY)), true, null);
	}

	/** The paths of a path pattern. */
	static PathSet pattern(PathPatternText pattern) {
		return PatternGlobs.read(pattern).testedBy(PathPatternMatcher.compile(pattern)::matches);
	}

	/** The paths that a regular expression matches as a whole. */
	static PathSet regex(String regex) {
		Re2Expression expression = Re2Expression.compile(regex);
		RegexMatcher matcher = expression.matcher();
		return RegexGlobs.whole(expression.root())
			.testedBy((path) -> matcher.matches(path, ExpressionBudget.unlimited()));
	}

	static PathSet matching(StringMatcherSpec spec) {
		return globs(spec).testedBy(StringMatcher.compile(spec)::matches);
	}

	private static PathSet globs(StringMatcherSpec spec) {
		boolean caseSensitive = !spec.ignoreCase();
		if (spec.exact() != null) {
			return only(Glob.text(spec.exact(), caseSensitive));
		}
		if (spec.prefix() != null) {
			return only(Glob.text(spec.prefix(), caseSensitive).then(Glob.ANY));
		}
		if (spec.suffix() != null) {
			return only(Glob.ANY.then(Glob.text(spec.suffix(), caseSensitive)));
		}
		if (spec.contains() != null) {
			return only(Glob.ANY.then(Glob.text(spec.contains(), caseSensitive)).then(Glob.ANY));
		}
		String regex = spec.regex();
		return (regex != null) ? RegexGlobs.found(Re2Expression.compile(regex, spec.ignoreCase()).root()) : unknown();
	}

	/** Unknown paths: any path may be one. */
	static PathSet unknown() {
		return new PathSet(List.of(Glob.ANY), false, null);
	}

	private static PathSet only(Glob glob) {
		return new PathSet(List.of(glob), true, null);
	}

	private PathSet testedBy(Predicate<String> test) {
		return new PathSet(this.globs, this.exact, test);
	}

	/** Whether a path is one of these. */
	boolean contains(String path) {
		return extent(Glob.text(path, true)) == MatchExtent.ALL;
	}

	/** Some of these paths, as far as they are easy to find. */
	Stream<String> examples() {
		return this.globs.stream().flatMap((glob) -> FILLINGS.stream().map(glob::example)).filter(this::contains);
	}

	/** Whether all of these paths end in a slash. */
	boolean isOnlyWithTrailingSlash() {
		for (Glob glob : this.globs) {
			if (!glob.endsWith('/') || "/".equals(glob.literal())) {
				return false;
			}
		}
		return true;
	}

	/** How many of the given paths are in this set. */
	MatchExtent extent(PathSet paths) {
		boolean all = true;
		boolean none = true;
		for (Glob glob : paths.globs) {
			MatchExtent extent = extent(glob);
			all = all && extent == MatchExtent.ALL;
			none = none && extent == MatchExtent.NONE;
		}
		return all ? MatchExtent.ALL : none ? MatchExtent.NONE : MatchExtent.SOME;
	}

	private MatchExtent extent(Glob glob) {
		String literal = glob.literal();
		if (literal != null && this.test != null) {
			return MatchExtent.of(this.test.test(literal));
		}
		MatchExtent extent = MatchExtent.NONE;
		for (Glob candidate : this.globs) {
			if (glob.intersects(candidate)) {
				if (this.exact && candidate.contains(glob)) {
					return MatchExtent.ALL;
				}
				extent = MatchExtent.SOME;
			}
		}
		return extent;
	}

}
