package io.microgate.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import org.jspecify.annotations.Nullable;

/**
 * Routes taken apart by what they mean for open paths. A match that begins at an open
 * path or below was written for it: it is asked before all others, and protects
 * everything at and below the path where it begins. Regular expressions begin nowhere.
 *
 * @param written the matches that were written for open paths, by route
 * @param below what they protect beyond what they match, by route
 * @param others all other matches, by route
 */
public record ProtectingRoutes(Map<String, RouteSpec> written, Map<String, RouteSpec> below,
		Map<String, RouteSpec> others) {

	private static final String PREFIX = "PathPrefix";

	private static final String EXACT = "Exact";

	/**
	 * Takes routes apart.
	 * @param routes the routes by name
	 * @param governed whether a policy is attached to a route; one without protects
	 * nothing
	 * @param paths the open paths
	 * @return the parts
	 */
	public static ProtectingRoutes of(Map<String, RouteSpec> routes, Predicate<String> governed, List<OpenPath> paths) {
		ProtectingRoutes parts = new ProtectingRoutes(new LinkedHashMap<>(), new LinkedHashMap<>(),
				new LinkedHashMap<>());
		routes.forEach((name, spec) -> {
			if (!governed.test(name) || (spec.paths() == null && spec.matches() == null)) {
				parts.others.put(name, spec);
			}
			else {
				new Parts(spec, paths).addTo(parts, name);
			}
		});
		return parts;
	}

	/** The matches of one route. */
	private static final class Parts {

		private final RouteSpec spec;

		private final List<OpenPath> open;

		private final List<String> writtenPaths = new ArrayList<>();

		private final List<Match> writtenMatches = new ArrayList<>();

		private final List<Match> below = new ArrayList<>();

		private final List<String> otherPaths = new ArrayList<>();

		private final List<Match> otherMatches = new ArrayList<>();

		Parts(RouteSpec spec, List<OpenPath> open) {
			this.spec = spec;
			this.open = open;
			if (spec.paths() != null) {
				spec.paths().forEach(this::addPattern);
			}
			if (spec.matches() != null) {
				spec.matches().forEach(this::addMatch);
			}
		}

		private void addPattern(String pattern) {
			boolean literal = LiteralBeginning.isLiteral(pattern);
			boolean prefix = pattern.endsWith("/**")
					&& LiteralBeginning.isLiteral(pattern.substring(0, pattern.length() - "/**".length()));
			boolean moved = add(LiteralBeginning.ofPattern(pattern, this.open), literal, prefix,
					new Match(null, null, null, null));
			(moved ? this.writtenPaths : this.otherPaths).add(pattern);
		}

		private void addMatch(Match match) {
			PathMatch path = match.path();
			String beginning = (path == null || path.type().equals("RegularExpression")) ? null
					: LiteralBeginning.withoutSlash(path.value());
			boolean moved = path != null
					&& add(beginning, path.type().equals(EXACT), path.type().equals(PREFIX), match);
			(moved ? this.writtenMatches : this.otherMatches).add(match);
		}

		/** Says whether the match comes before all others. */
		private boolean add(@Nullable String beginning, boolean literal, boolean prefix, Match conditions) {
			boolean moved = false;
			for (OpenPath path : this.open) {
				if (beginning != null && path.isMeantBy(beginning)) {
					moved = moved || path.withBelow() || literal;
					if (path.withBelow() && !prefix) {
						addBelow(PREFIX, beginning, conditions);
					}
					else if (!path.withBelow()) {
						addBelow(EXACT, beginning, conditions);
						addBelow(EXACT, beginning + '/', conditions);
					}
				}
			}
			return moved;
		}

		private void addBelow(String type, String path, Match conditions) {
			Match match = new Match(new PathMatch(type, path), conditions.headers(), conditions.queryParams(),
					conditions.method());
			if (!this.below.contains(match)) {
				this.below.add(match);
			}
		}

		void addTo(ProtectingRoutes parts, String name) {
			put(parts.written, name, this.writtenPaths, this.writtenMatches);
			put(parts.below, name, List.of(), this.below);
			put(parts.others, name, this.otherPaths, this.otherMatches);
		}

		private void put(Map<String, RouteSpec> part, String name, List<String> paths, List<Match> matches) {
			if (!paths.isEmpty() || !matches.isEmpty()) {
				part.put(name, new RouteSpec(this.spec.hostnames(), paths.isEmpty() ? null : List.copyOf(paths),
						matches.isEmpty() ? null : List.copyOf(matches)));
			}
		}

	}

	/** Where paths of a match begin, in whole segments. */
	private static final class LiteralBeginning {

		private LiteralBeginning() {
		}

		static boolean isLiteral(String pattern) {
			return end(pattern) == pattern.length();
		}

		private static int end(String pattern) {
			int end = 0;
			while (end < pattern.length() && "*{?".indexOf(pattern.charAt(end)) < 0) {
				end++;
			}
			return end;
		}

		/** A name that goes on with a wildcard also is the name alone. */
		static String ofPattern(String pattern, List<OpenPath> open) {
			String text = pattern.substring(0, end(pattern));
			boolean whole = isLiteral(pattern) || text.endsWith("/")
					|| open.stream().anyMatch((path) -> path.path().equals(text));
			return withoutSlash(whole ? text : text.substring(0, text.lastIndexOf('/') + 1));
		}

		static String withoutSlash(String path) {
			return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		}

	}

}
