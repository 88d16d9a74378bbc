package io.microgate.route;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.microgate.match.ExpressionBudget;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The matches of one hostname by path: literal paths in a map, prefixes in a map that is
 * asked from the longest to the shortest, then patterns by Spring's specificity, then
 * regular expressions. What a look-up costs does not grow with the number of matches.
 */
final class PathIndex {

	private final Map<String, List<CompiledMatch>> exact = new HashMap<>();

	private final Map<String, List<CompiledMatch>> prefixes = new HashMap<>();

	private final BitSet prefixLengths = new BitSet();

	private final PatternIndex patterns = new PatternIndex();

	private final RegexIndex regexes = new RegexIndex();

	/** Adds a Spring path pattern, which may turn out to be a literal or a prefix. */
	void addPattern(String text, Route route) {
		PathPattern pattern = PathPatternParser.defaultInstance.parse(text);
		String prefix = text.endsWith("/**") ? text.substring(0, text.length() - "/**".length()) : null;
		if (!pattern.hasPatternSyntax()) {
			addExact(text, route, null);
		}
		else if (prefix != null && isLiteral(prefix)) {
			addPrefix(prefix, route, null);
		}
		else {
			this.patterns.add(pattern, new CompiledMatch(route, null, null));
		}
	}

	/** Adds a match in the form of the Gateway API. */
	void addMatch(RouteSpec.Match spec, Route route) {
		RouteSpec.PathMatch path = spec.path();
		if (path == null) {
			addPrefix("", route, spec);
			return;
		}
		switch (path.type()) {
			case "Exact" -> addExact(path.value(), route, spec);
			case "PathPrefix" -> addPrefix(path.value(), route, spec);
			case "RegularExpression" -> this.regexes.add(path.value(), new CompiledMatch(route, spec, null));
			default -> throw new IllegalArgumentException("Unknown path match type '" + path.type() + "'");
		}
	}

	private static boolean isLiteral(String text) {
		return text.isEmpty() || !PathPatternParser.defaultInstance.parse(text).hasPatternSyntax();
	}

	private void addExact(String path, Route route, RouteSpec.@Nullable Match spec) {
		this.exact.computeIfAbsent(path, (key) -> new ArrayList<>()).add(new CompiledMatch(route, spec, path));
	}

	/** Prefixes are compared element by element, so a trailing slash says nothing. */
	private void addPrefix(String path, Route route, RouteSpec.@Nullable Match spec) {
		String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		this.prefixLengths.set(prefix.length());
		this.prefixes.computeIfAbsent(prefix, (key) -> new ArrayList<>())
			.add(new CompiledMatch(route, spec, prefix.isEmpty() ? "/" : prefix));
	}

	/** Brings everything into the order of precedence, once all matches are there. */
	void sort() {
		this.exact.values().forEach((matches) -> matches.sort(CompiledMatch.PRECEDENCE));
		this.prefixes.values().forEach((matches) -> matches.sort(CompiledMatch.PRECEDENCE));
		this.patterns.sort();
		this.regexes.sort();
	}

	/** Finds the first match for a path that meets a condition. */
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition, ExpressionBudget budget) {
		CompiledMatch found = first(this.exact.get(path), condition);
		if (found == null) {
			found = findByPrefix(path, condition);
		}
		if (found == null) {
			found = this.patterns.find(path, condition);
		}
		return (found != null) ? found : this.regexes.find(path, condition, budget);
	}

	/** Element by element from the end, but only where a prefix of that length is. */
	private @Nullable CompiledMatch findByPrefix(String path, Predicate<CompiledMatch> condition) {
		int end = path.length();
		while (end >= 0) {
			CompiledMatch found = this.prefixLengths.get(end)
					? first(this.prefixes.get(path.substring(0, end)), condition) : null;
			if (found != null) {
				return found;
			}
			end = path.lastIndexOf('/', end - 1);
		}
		return null;
	}

	private static @Nullable CompiledMatch first(@Nullable List<CompiledMatch> matches,
			Predicate<CompiledMatch> condition) {
		if (matches != null) {
			for (CompiledMatch match : matches) {
				if (condition.test(match)) {
					return match;
				}
			}
		}
		return null;
	}

}
