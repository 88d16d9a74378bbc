package io.microgate.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The matches of one hostname by path: literal paths in a map, prefixes in a map that is
 * asked from the longest to the shortest, then patterns by Spring's specificity, then
 * regular expressions.
 */
final class PathIndex {

	private final Map<String, List<CompiledMatch>> exact = new HashMap<>();

	private final Map<String, List<CompiledMatch>> prefixes = new HashMap<>();

	private final List<PatternMatch> patterns = new ArrayList<>();

	private final List<RegexMatch> regexes = new ArrayList<>();

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
			this.patterns.add(new PatternMatch(pattern, new CompiledMatch(route, null, null)));
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
			case "RegularExpression" ->
				this.regexes.add(new RegexMatch(Pattern.compile(path.value()), new CompiledMatch(route, spec, null)));
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
		this.prefixes.computeIfAbsent(prefix, (key) -> new ArrayList<>())
			.add(new CompiledMatch(route, spec, prefix.isEmpty() ? "/" : prefix));
	}

	/** Brings everything into the order of precedence, once all matches are there. */
	void sort() {
		this.exact.values().forEach((matches) -> matches.sort(CompiledMatch.PRECEDENCE));
		this.prefixes.values().forEach((matches) -> matches.sort(CompiledMatch.PRECEDENCE));
		this.patterns.sort(Comparator.comparing(PatternMatch::pattern)
			.thenComparing(PatternMatch::match, CompiledMatch.PRECEDENCE));
		this.regexes.sort(Comparator.comparing(RegexMatch::match, CompiledMatch.PRECEDENCE));
	}

	/** Finds the first match for a path that meets a condition. */
	@Nullable CompiledMatch find(String path, Predicate<CompiledMatch> condition) {
		CompiledMatch found = first(this.exact.get(path), condition);
		if (found == null) {
			found = findByPrefix(path, condition);
		}
		if (found == null && !this.patterns.isEmpty()) {
			found = findByPattern(PathContainer.parsePath(path), condition);
		}
		return (found != null) ? found : findByRegex(path, condition);
	}

	private @Nullable CompiledMatch findByPrefix(String path, Predicate<CompiledMatch> condition) {
		if (this.prefixes.isEmpty()) {
			return null;
		}
		String prefix = path;
		while (true) {
			CompiledMatch found = first(this.prefixes.get(prefix), condition);
			if (found != null || prefix.isEmpty()) {
				return found;
			}
			prefix = prefix.substring(0, prefix.lastIndexOf('/'));
		}
	}

	private @Nullable CompiledMatch findByPattern(PathContainer path, Predicate<CompiledMatch> condition) {
		for (PatternMatch candidate : this.patterns) {
			if (candidate.pattern().matches(path) && condition.test(candidate.match())) {
				return candidate.match();
			}
		}
		return null;
	}

	private @Nullable CompiledMatch findByRegex(String path, Predicate<CompiledMatch> condition) {
		for (RegexMatch candidate : this.regexes) {
			if (candidate.pattern().matches(path) && condition.test(candidate.match())) {
				return candidate.match();
			}
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

	private record PatternMatch(PathPattern pattern, CompiledMatch match) {
	}

	private record RegexMatch(Pattern pattern, CompiledMatch match) {
	}

}
