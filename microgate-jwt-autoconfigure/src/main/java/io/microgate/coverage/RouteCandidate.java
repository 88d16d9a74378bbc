package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.microgate.route.RouteSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One match of a route, in its place among all others of its host: literal paths, then
 * prefixes from the longest on, then patterns by Spring's specificity, then regular
 * expressions; what is equal by method, headers, query parameters and name.
 */
final class RouteCandidate {

	static final Comparator<RouteCandidate> PRECEDENCE = Comparator.comparing((RouteCandidate match) -> match.rank)
		.thenComparing((match) -> (match.rank == Rank.PREFIX) ? -match.literal().length() : 0)
		.thenComparing(RouteCandidate::comparePatterns)
		.thenComparing((match) -> match.match == null || match.match.method() == null)
		.thenComparing((match) -> -match.headers().size())
		.thenComparing((match) -> -match.queryParams().size())
		.thenComparing((match) -> match.route.name());

	private final GovernedRoute route;

	private final Rank rank;

	private final String text;

	private final PathSet paths;

	private final RouteSpec.@Nullable Match match;

	private RouteCandidate(GovernedRoute route, Rank rank, String text, RouteSpec.@Nullable Match match) {
		this.route = route;
		this.rank = rank;
		this.text = text;
		this.match = match;
		this.paths = switch (rank) {
			case EXACT -> PathSet.exact(text);
			case PREFIX -> PathSet.below(text);
			case PATTERN -> PathSet.pattern(text);
			case REGEX -> PathSet.regex(text);
		};
	}

	static RouteCandidate ofPattern(String pattern, GovernedRoute route) {
		String prefix = pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - "/**".length()) : null;
		if (isLiteral(pattern)) {
			return new RouteCandidate(route, Rank.EXACT, pattern, null);
		}
		return (prefix != null && isLiteral(prefix)) ? new RouteCandidate(route, Rank.PREFIX, prefix, null)
				: new RouteCandidate(route, Rank.PATTERN, pattern, null);
	}

	private static boolean isLiteral(String text) {
		return text.isEmpty() || !parse(text).hasPatternSyntax();
	}

	private static PathPattern parse(String text) {
		return PathPatternParser.defaultInstance.parse(text);
	}

	static RouteCandidate ofMatch(RouteSpec.Match match, GovernedRoute route) {
		RouteSpec.PathMatch path = match.path();
		if (path == null) {
			return new RouteCandidate(route, Rank.PREFIX, "", match);
		}
		String value = path.value();
		return switch (path.type()) {
			case "Exact" -> new RouteCandidate(route, Rank.EXACT, value, match);
			case "PathPrefix" -> new RouteCandidate(route, Rank.PREFIX,
					value.endsWith("/") ? value.substring(0, value.length() - 1) : value, match);
			default -> new RouteCandidate(route, Rank.REGEX, value, match);
		};
	}

	private static int comparePatterns(RouteCandidate first, RouteCandidate second) {
		return (first.rank == Rank.PATTERN && second.rank == Rank.PATTERN)
				? parse(first.text).compareTo(parse(second.text)) : 0;
	}

	GovernedRoute route() {
		return this.route;
	}

	PathSet paths() {
		return this.paths;
	}

	/** Whether it takes every path. */
	boolean isCatchAll() {
		return this.rank == Rank.PREFIX && this.text.isEmpty();
	}

	/** The literal path or prefix, {@code null} if there is none. */
	@Nullable String literalOrNull() {
		return switch (this.rank) {
			case EXACT -> this.text;
			case PREFIX -> this.text.isEmpty() ? "/" : this.text;
			case PATTERN, REGEX -> null;
		};
	}

	private String literal() {
		String literal = literalOrNull();
		return (literal != null) ? literal : "";
	}

	private List<RouteSpec.ValueMatch> headers() {
		return (this.match != null && this.match.headers() != null) ? this.match.headers() : List.of();
	}

	private List<RouteSpec.ValueMatch> queryParams() {
		return (this.match != null && this.match.queryParams() != null) ? this.match.queryParams() : List.of();
	}

	/** For how many requests it holds, the path aside. */
	Extent extent(String method) {
		Extent extent = (this.match != null && this.match.method() != null)
				? Extent.of(this.match.method().equals(method)) : Extent.ALL;
		return (headers().isEmpty() && queryParams().isEmpty()) ? extent : extent.and(Extent.SOME);
	}

	/** What it depends on, the method aside. */
	List<String> conditions(Extent pathExtent) {
		List<String> texts = new ArrayList<>();
		if (pathExtent == Extent.SOME) {
			texts.add(switch (this.rank) {
				case EXACT -> "path is " + this.text;
				case PREFIX -> "path is " + this.text + " or below";
				case PATTERN -> "path is " + this.text;
				case REGEX -> "path matches " + this.text;
			});
		}
		headers().forEach((header) -> texts.add("header " + header.name() + " matches"));
		queryParams().forEach((parameter) -> texts.add("query parameter " + parameter.name() + " matches"));
		return texts;
	}

	private enum Rank {

		EXACT, PREFIX, PATTERN, REGEX

	}

	/**
	 * The route that a match belongs to.
	 *
	 * @param name name of the route
	 * @param entries entries of its policy, {@code null} if it has none
	 */
	record GovernedRoute(String name, @Nullable List<PolicyEntry> entries) {
	}

}
