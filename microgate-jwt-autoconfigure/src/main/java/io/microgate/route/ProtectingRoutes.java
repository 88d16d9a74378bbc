package io.microgate.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.microgate.match.PatternSegment;
import org.jspecify.annotations.Nullable;

/**
 * Matches of routes sorted by what they mean for open paths. A match that begins at an
 * open path or below was written for it: it is asked before all others, and protects
 * everything at and below the path where it begins. Regular expressions begin nowhere.
 *
 * @param written the matches that were written for open paths
 * @param below what they protect beyond what they match
 * @param others all other matches
 */
public record ProtectingRoutes(List<ExpandedMatch> written, List<ExpandedMatch> below, List<ExpandedMatch> others) {

	/**
	 * Sorts matches.
	 * @param matches the matches of all routes
	 * @param governed whether a policy is attached to a route; one without protects
	 * nothing
	 * @param paths the open paths
	 * @return the parts
	 */
	public static ProtectingRoutes of(List<ExpandedMatch> matches, Predicate<String> governed, List<OpenPath> paths) {
		List<ExpandedMatch> written = new ArrayList<>();
		Set<ExpandedMatch> below = new LinkedHashSet<>();
		List<ExpandedMatch> others = new ArrayList<>();
		for (ExpandedMatch match : matches) {
			boolean comesFirst = false;
			for (OpenPath path : governed.test(match.route()) ? paths : List.<OpenPath>of()) {
				String beginning = beginning(match.path(), path);
				if (beginning != null && path.isMeantBy(beginning)) {
					comesFirst = comesFirst || path.withBelow() || match.path().kind() == RoutePath.Kind.LITERAL;
					addBelow(match, beginning, path, below);
				}
			}
			(comesFirst ? written : others).add(match);
		}
		return new ProtectingRoutes(written, List.copyOf(below), others);
	}

	private static void addBelow(ExpandedMatch match, String beginning, OpenPath path, Set<ExpandedMatch> below) {
		if (path.withBelow()) {
			below.add(match.withPath(RoutePath.below(beginning)));
		}
		else {
			below.add(match.withPath(RoutePath.literal(beginning)));
			below.add(match.withPath(RoutePath.literal(beginning + '/')));
		}
	}

	/** A name that goes on with a wildcard also is the name alone. */
	private static @Nullable String beginning(RoutePath path, OpenPath open) {
		String beginning = path.literalBeginning();
		if (beginning == null || path.kind() == RoutePath.Kind.LITERAL) {
			return (beginning != null) ? withoutSlash(beginning) : null;
		}
		String parent = withoutSlash(beginning);
		for (PatternSegment segment : path.pattern().segments()) {
			if (segment.kind() != PatternSegment.Kind.TEXT) {
				String name = parent + '/' + segment.textBefore();
				return name.equals(open.path()) ? name : parent;
			}
		}
		return parent;
	}

	private static String withoutSlash(String path) {
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

}
