package io.microgate.test.policy;

import org.jspecify.annotations.Nullable;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import java.util.Comparator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.ExampleText;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;
import io.microgate.route.RouteSpec;

/**
 * Strings for a matcher: some that it matches, and their neighbours, most of which it
 * does not match.
 *
 * @param matching strings that it matches, empty if none is known
 * @param neighbours strings near them, whatever the matcher says of them
 */
record MatcherValues(List<String> matching, List<String> neighbours) {

	/** Of the choices of an expression. */
	private static final int MAX_EXAMPLES = 12;

	/** Neighbours of more would be too many. */
	private static final int MAX_VARIED = 3;

	static MatcherValues of(StringMatcherSpec spec) {
		StringMatcher matcher = StringMatcher.compile(spec);
		List<String> candidates = new ArrayList<>();
		if (spec.exact() != null) {
			candidates.add(spec.exact());
		}
		else if (spec.prefix() != null) {
			candidates.addAll(List.of(spec.prefix() + "x", spec.prefix()));
		}
		else if (spec.suffix() != null) {
			candidates.addAll(List.of("x" + spec.suffix(), spec.suffix()));
		}
		else if (spec.contains() != null) {
			candidates.addAll(List.of(spec.contains(), "x" + spec.contains() + "x"));
		}
		else {
			candidates.addAll(ExampleText.several(spec, MAX_EXAMPLES));
		}
		candidates.removeIf((candidate) -> !matcher.matches(candidate));
		MatcherValues values = of(candidates, basis(spec, candidates));
		return (spec.regex() != null) ? values.withDigits() : values;
	}

	static MatcherValues of(CaselessMatcherSpec spec) {
		CaselessMatcherSpec.Matcher matcher = Objects.requireNonNull(spec.matcher());
		return of(new StringMatcherSpec(matcher.exact(), matcher.prefix(), matcher.suffix(), matcher.contains(),
				matcher.regex(), true));
	}

	/** Values of a header or query parameter of a route, compared as a whole. */
	static MatcherValues of(RouteSpec.ValueMatch spec) {
		String value = String.valueOf(spec.value());
		return spec.type().equals("Exact") ? of(List.of(value), List.of(value)) : ofWhole(value);
	}

	/**
	 * Lists strings that several matchers may match, put together from what each is
	 * written with.
	 */
	static List<String> together(List<StringMatcherSpec> specs) {
		String prefix = longest(specs.stream().map(StringMatcherSpec::prefix));
		String suffix = longest(specs.stream().map(StringMatcherSpec::suffix));
		String contained = specs.stream()
			.map(StringMatcherSpec::contains)
			.filter(Objects::nonNull)
			.collect(Collectors.joining("x"));
		return (specs.size() > 1) ? List.of(prefix + "x" + contained + suffix, prefix + contained + suffix) : List.of();
	}

	private static String longest(Stream<@Nullable String> texts) {
		return texts.filter(Objects::nonNull).max(Comparator.comparingInt(String::length)).orElse("");
	}

	/** Strings that an expression matches as a whole. */
	static MatcherValues ofWhole(String regex) {
		return of(new StringMatcherSpec(null, null, null, null, "^(?:" + regex + ")$", false));
	}

	/** What a matcher that is nearly the same would be written with. */
	private static List<String> basis(StringMatcherSpec spec, List<String> candidates) {
		for (String operand : new String[] { spec.exact(), spec.prefix(), spec.suffix(), spec.contains() }) {
			if (operand != null) {
				return List.of(operand);
			}
		}
		return candidates.subList(0, Math.min(MAX_VARIED, candidates.size()));
	}

	private static MatcherValues of(List<String> matching, List<String> basis) {
		Set<String> neighbours = new LinkedHashSet<>(matching);
		for (String text : basis) {
			String before = text.startsWith("x") ? "y" : "x";
			String behind = text.endsWith("x") ? "y" : "x";
			neighbours.addAll(List.of(text, text + behind, before + text, before + text + behind));
			if (text.length() > 1) {
				neighbours.add(text.substring(0, text.length() - 1));
				neighbours.add(text.substring(1));
			}
			neighbours.add(swapCase(text));
		}
		neighbours.add("other");
		return new MatcherValues(List.copyOf(matching), List.copyOf(neighbours));
	}

	/** Expressions tell digits and letters apart. */
	private MatcherValues withDigits() {
		List<String> more = new ArrayList<>(this.neighbours);
		if (!this.matching.isEmpty()) {
			more.add(this.matching.get(0) + "1");
			more.add("1" + this.matching.get(0));
		}
		return new MatcherValues(this.matching, List.copyOf(more));
	}

	/** Returns the string in the other case. */
	static String swapCase(String text) {
		String upper = text.toUpperCase(Locale.ROOT);
		return text.equals(upper) ? text.toLowerCase(Locale.ROOT) : upper;
	}

}
