package io.microgate.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one hostname by path: literal paths in a map, then regular expressions,
 * then prefixes and patterns in a tree of segments. The cost of a lookup does not grow
 * with the number of matches.
 */
final class PathIndex {

	private final Map<String, List<CompiledMatch>> literals = new HashMap<>();

	private final RegexIndex expressions = new RegexIndex();

	private final PatternTree patterns = new PatternTree();

	/** Adds a match. Matches are added in the order of precedence. */
	void add(CompiledMatch match) {
		switch (match.path().kind()) {
			case LITERAL -> this.literals.computeIfAbsent(match.path().text(), (path) -> new ArrayList<>()).add(match);
			case EXPRESSION -> this.expressions.add(match);
			case PATTERN -> this.patterns.add(match);
		}
	}

	/** Finds the first match for a request. */
	@Nullable CompiledMatch find(RequestFacts request) {
		List<CompiledMatch> literal = this.literals.get(request.path());
		CompiledMatch found = (literal != null) ? CompiledMatch.find(literal, request) : null;
		if (found == null) {
			found = this.expressions.find(request);
		}
		return (found != null) ? found : this.patterns.find(request);
	}

}
