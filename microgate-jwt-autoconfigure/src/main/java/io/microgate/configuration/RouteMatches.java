package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.microgate.route.RouteSpec;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes the matches of a route out one by one, so that routes can be compared: the short
 * form and that of the Gateway API come to the same text when they mean the same.
 */
final class RouteMatches {

	private RouteMatches() {
	}

	/**
	 * Expands a route.
	 * @param route the route
	 * @return every combination of host and match
	 */
	static Set<String> expand(RouteSpec route) {
		List<String> matches = new ArrayList<>();
		items(route.paths()).forEach((pattern) -> matches.add(ofPattern(pattern)));
		items(route.matches()).forEach((match) -> matches.add(ofMatch(match)));
		if (matches.isEmpty()) {
			matches.add(ofPrefix("/"));
		}
		List<String> hosts = (route.hostnames() != null) ? route.hostnames() : List.of("any host");
		Set<String> expanded = new TreeSet<>();
		hosts.forEach((host) -> matches.forEach((match) -> expanded.add(host + ", " + match)));
		return expanded;
	}

	private static String ofPattern(String pattern) {
		if (pattern.endsWith("/**") && isLiteral(pattern.substring(0, pattern.length() - 3))) {
			return ofPrefix(pattern.substring(0, pattern.length() - 2));
		}
		return isLiteral(pattern) ? ofExact(pattern) : "pattern " + pattern;
	}

	private static boolean isLiteral(String pattern) {
		return pattern.chars().noneMatch((character) -> "*?{}".indexOf(character) >= 0);
	}

	private static String ofMatch(Match match) {
		StringBuilder text = new StringBuilder(ofPath(match.path()));
		if (match.method() != null) {
			text.append(", method ").append(match.method());
		}
		Set<String> values = new TreeSet<>();
		items(match.headers()).forEach((header) -> values
			.add(", header " + String.valueOf(header.name()).toLowerCase(Locale.ROOT) + ofValue(header)));
		items(match.queryParams())
			.forEach((parameter) -> values.add(", query parameter " + parameter.name() + ofValue(parameter)));
		values.forEach(text::append);
		return text.toString();
	}

	private static String ofPath(@Nullable PathMatch path) {
		if (path == null) {
			return ofPrefix("/");
		}
		return switch (path.type()) {
			case "Exact" -> ofExact(path.value());
			case "PathPrefix" -> ofPrefix(path.value());
			default -> path.type() + " " + path.value();
		};
	}

	private static String ofExact(String path) {
		return "path " + path;
	}

	private static String ofPrefix(String path) {
		return "path " + (path.endsWith("/") ? path : path + "/") + "**";
	}

	private static String ofValue(ValueMatch value) {
		return (value.type().equals("Exact") ? " is " : " matches ") + value.value();
	}

	private static <T> List<T> items(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

}
