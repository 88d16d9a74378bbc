package io.microgate.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import io.microgate.match.RequestFacts;
import io.microgate.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request by the precedence of the Gateway API: most specific
 * hostname, then path, then method, headers, query parameters, name.
 */
public final class RouteTable {

	private static final List<String> EVERY_HOST = List.of("");

	/** Exact hostnames, wildcards as {@code .example.com}, and every host as "". */
	private final Map<String, PathIndex> hosts = new HashMap<>();

	private RouteTable() {
	}

	/**
	 * Compiles routes.
	 * @param specs route specs by name, checked
	 * @param policies the policy attached to a route, by name of the route; {@code null}
	 * if there is none
	 * @return the table
	 */
	public static RouteTable compile(Map<String, RouteSpec> specs, Function<String, @Nullable Policy> policies) {
		RouteTable table = new RouteTable();
		specs.forEach((name, spec) -> table.add(spec, new Route(name, policies.apply(name))));
		table.hosts.values().forEach(PathIndex::sort);
		return table;
	}

	private void add(RouteSpec spec, Route route) {
		for (String hostname : (spec.hostnames() != null) ? spec.hostnames() : EVERY_HOST) {
			String key = hostname.startsWith("*.") ? hostname.substring(1) : hostname;
			PathIndex index = this.hosts.computeIfAbsent(key, (host) -> new PathIndex());
			if (spec.paths() != null) {
				spec.paths().forEach((pattern) -> index.addPattern(pattern, route));
			}
			if (spec.matches() != null) {
				spec.matches().forEach((match) -> index.addMatch(match, route));
			}
			if (spec.paths() == null && spec.matches() == null) {
				index.addPattern("/**", route);
			}
		}
	}

	/**
	 * Whether routes are told apart by hosts.
	 * @return {@code false} if every route is for every host
	 */
	public boolean isByHost() {
		return this.hosts.keySet().stream().anyMatch((host) -> !host.isEmpty());
	}

	/**
	 * Finds the route of a request.
	 * @param request the request
	 * @return the match, which may be that only the path or nothing at all is known
	 */
	public RouteMatch resolve(RequestFacts request) {
		CompiledMatch match = find(candidates(request.host()), request.path(), (found) -> found.matches(request));
		if (match != null) {
			return match.whole();
		}
		match = find(this.hosts.values(), request.path(), CompiledMatch::isGoverned);
		return (match != null) ? match.pathOnly() : RouteMatch.NONE;
	}

	private static @Nullable CompiledMatch find(Iterable<PathIndex> indexes, String path,
			Predicate<CompiledMatch> condition) {
		for (PathIndex index : indexes) {
			CompiledMatch match = index.find(path, condition);
			if (match != null) {
				return match;
			}
		}
		return null;
	}

	/** The indexes for a host: itself, wildcards from the longest on, every host. */
	private List<PathIndex> candidates(String host) {
		List<PathIndex> candidates = new ArrayList<>();
		if (!host.isEmpty() && host.charAt(0) != '.') {
			addIfPresent(host, candidates);
			for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
				addIfPresent(host.substring(dot), candidates);
			}
		}
		addIfPresent("", candidates);
		return candidates;
	}

	private void addIfPresent(String key, List<PathIndex> candidates) {
		PathIndex index = this.hosts.get(key);
		if (index != null) {
			candidates.add(index);
		}
	}

}
