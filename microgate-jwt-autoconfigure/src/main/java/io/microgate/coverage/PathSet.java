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

	/** Nothing is known, so that any path may be one. */
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
		return extent(Glob.text(path, true)) == Extent.ALL;
	}

	/** Some of these paths, as far as they are simple to find. */
	Stream<String> examples() {
		return this.globs.stream().flatMap((glob) -> FILLINGS.stream().map(glob::example)).filter(this::contains);
	}

	/** Whether all of these paths end in a slash, and so are odd ones. */
	boolean isOnlyWithTrailingSlash() {
		return this.globs.stream().allMatch((glob) -> glob.endsWith('/') && !"/".equals(glob.literal()));
	}

	/** For how many of the given paths this holds. */
	Extent extent(PathSet paths) {
		boolean all = true;
		boolean none = true;
		for (Glob glob : paths.globs) {
			Extent extent = extent(glob);
			all = all && extent == Extent.ALL;
			none = none && extent == Extent.NONE;
		}
		return all ? Extent.ALL : none ? Extent.NONE : Extent.SOME;
	}

	private Extent extent(Glob glob) {
		String literal = glob.literal();
		if (literal != null && this.test != null) {
			return Extent.of(this.test.test(literal));
		}
		if (this.globs.stream().noneMatch(glob::intersects)) {
			return Extent.NONE;
		}
		boolean contained = this.exact && this.globs.stream().anyMatch((mine) -> mine.contains(glob));
		return contained ? Extent.ALL : Extent.SOME;
	}

}
