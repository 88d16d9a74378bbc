package io.microgate.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * A match of a route for one host, in the same form however it was written. The route
 * table, the checks of the configuration and the coverage all use it. Ordered by the
 * precedence among matches for the same host: path, method, number of headers, number of
 * query parameters, name of the route.
 *
 * @param route name of the route
 * @param source where the match is written in the route
 * @param hostname the host, with {@code *.} in front for those below it; empty for every
 * host
 * @param path the paths
 * @param method the method, {@code null} for any
 * @param headers headers that are required
 * @param queryParams query parameters that are required
 */
public record ExpandedMatch(String route, Source source, String hostname, RoutePath path, @Nullable String method,
		List<RouteSpec.ValueMatch> headers,
		List<RouteSpec.ValueMatch> queryParams) implements Comparable<ExpandedMatch> {

	private static final List<String> EVERY_HOST = List.of("");

	/**
	 * Expands a route.
	 * @param name its name
	 * @param spec a spec that has been checked
	 * @return the matches, host by host
	 */
	public static List<ExpandedMatch> expand(String name, RouteSpec spec) {
		List<ExpandedMatch> matches = new ArrayList<>();
		for (String hostname : (spec.hostnames() != null) ? spec.hostnames() : EVERY_HOST) {
			List<String> paths = items(spec.paths());
			for (int i = 0; i < paths.size(); i++) {
				matches.add(new ExpandedMatch(name, new Source("paths", i), hostname, RoutePath.ofPattern(paths.get(i)),
						null, List.of(), List.of()));
			}
			List<RouteSpec.Match> specs = items(spec.matches());
			for (int i = 0; i < specs.size(); i++) {
				matches.add(of(name, i, hostname, specs.get(i)));
			}
			if (spec.paths() == null && spec.matches() == null) {
				matches.add(new ExpandedMatch(name, Source.IMPLIED, hostname, RoutePath.every(), null, List.of(),
						List.of()));
			}
		}
		return matches;
	}

	private static ExpandedMatch of(String name, int index, String hostname, RouteSpec.Match spec) {
		RoutePath path = (spec.path() != null) ? RoutePath.of(spec.path()) : RoutePath.every();
		return new ExpandedMatch(name, new Source("matches", index), hostname, path, spec.method(),
				items(spec.headers()), items(spec.queryParams()));
	}

	private static <T> List<T> items(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	/** The same match for other paths. */
	ExpandedMatch withPath(RoutePath other) {
		return new ExpandedMatch(this.route, this.source, this.hostname, other, this.method, this.headers,
				this.queryParams);
	}

	/**
	 * The match without its host, of which a route may have several.
	 * @return the match for every host
	 */
	public ExpandedMatch forAnyHost() {
		return new ExpandedMatch(this.route, this.source, "", this.path, this.method, this.headers, this.queryParams);
	}

	@Override
	public int compareTo(ExpandedMatch other) {
		int order = compareUpToName(other);
		if (order == 0) {
			order = this.route.compareTo(other.route);
		}
		return (order != 0) ? order : this.path.text().compareTo(other.path.text());
	}

	private int compareUpToName(ExpandedMatch other) {
		int order = this.path.compareTo(other.path);
		if (order == 0) {
			order = Boolean.compare(this.method == null, other.method == null);
		}
		if (order == 0) {
			order = Integer.compare(other.headers.size(), this.headers.size());
		}
		return (order != 0) ? order : Integer.compare(other.queryParams.size(), this.queryParams.size());
	}

	/**
	 * Whether only the names of the routes order two matches.
	 * @param other a match for the same host
	 * @return whether they are equal in everything that precedence compares before the
	 * name
	 */
	public boolean isOrderedByNameAgainst(ExpandedMatch other) {
		return compareUpToName(other) == 0;
	}

	/**
	 * Whether one request can meet the conditions of this and another match, apart from
	 * the path. Several values of a header or query parameter may meet several matches.
	 * @param other a match for the same host
	 * @return {@code false} if they have different methods
	 */
	public boolean sharesConditionsWith(ExpandedMatch other) {
		return this.method == null || other.method == null || this.method.equals(other.method);
	}

	/**
	 * Whether each request that meets the conditions of another match, apart from the
	 * path, meets those of this one.
	 * @param other a match for the same host
	 * @return whether this one requires nothing more
	 */
	public boolean asksForNoMoreThan(ExpandedMatch other) {
		return (this.method == null || this.method.equals(other.method)) && other.headers.containsAll(this.headers)
				&& other.queryParams.containsAll(this.queryParams);
	}

	/**
	 * Describes the match without its route.
	 * @return the same text for what is written in the same way, for messages
	 */
	public String describe() {
		return describe(this.path.toString());
	}

	/**
	 * Returns the same string for matches of the same requests, however they were
	 * written.
	 */
	public String identity() {
		return describe(this.path.kind() + " " + this.path.identity());
	}

	private String describe(String pathText) {
		StringBuilder text = new StringBuilder(this.hostname.isEmpty() ? "any host" : this.hostname);
		text.append(", ").append(pathText);
		if (this.method != null) {
			text.append(", method ").append(this.method);
		}
		TreeSet<String> values = new TreeSet<>();
		for (RouteSpec.ValueMatch header : this.headers) {
			values.add(", header " + String.valueOf(header.name()).toLowerCase(Locale.ROOT) + value(header));
		}
		for (RouteSpec.ValueMatch parameter : this.queryParams) {
			values.add(", query parameter " + parameter.name() + value(parameter));
		}
		for (String value : values) {
			text.append(value);
		}
		return text.toString();
	}

	private static String value(RouteSpec.ValueMatch match) {
		return (match.type().equals("Exact") ? " is " : " matches ") + match.value();
	}

	/**
	 * Where a match is written in its route.
	 *
	 * @param component {@code paths} or {@code matches}, empty where it is implied
	 * @param index position in that list
	 */
	public record Source(String component, int index) {

		static final Source IMPLIED = new Source("", 0);

	}

}
