package io.microgate.route;

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

	/** Exact hostnames, and wildcards as {@code .example.com}. */
	private final Map<String, PathIndex> hosts = new HashMap<>();

	/** The paths of all hosts that a policy decides about. */
	private final PathIndex governed = new PathIndex();

	private final PathIndex everyHost = new PathIndex();

	private final Map<String, RouteSpec> specs;

	private final Map<String, Policy> policies = new HashMap<>();

	private RouteTable(Map<String, RouteSpec> specs) {
		this.specs = Map.copyOf(specs);
	}

	/**
	 * Compiles routes.
	 * @param specs route specs by name, checked
	 * @param policies the policy attached to a route, by name of the route; {@code null}
	 * if there is none
	 * @return the table
	 */
	public static RouteTable compile(Map<String, RouteSpec> specs, Function<String, @Nullable Policy> policies) {
		RouteTable table = new RouteTable(specs);
		specs.forEach((name, spec) -> table.add(spec, new Route(name, policies.apply(name))));
		table.hosts.values().forEach(PathIndex::sort);
		table.everyHost.sort();
		table.governed.sort();
		return table;
	}

	/** What the table was compiled from. */
	Map<String, RouteSpec> specs() {
		return this.specs;
	}

	/** The policies by name of the route. */
	Map<String, Policy> policies() {
		return this.policies;
	}

	private void add(RouteSpec spec, Route route) {
		if (route.policy() != null) {
			this.policies.put(route.name(), route.policy());
		}
		for (String hostname : (spec.hostnames() != null) ? spec.hostnames() : EVERY_HOST) {
			add(spec, route, indexOf(hostname));
		}
		if (route.policy() != null) {
			add(spec, route, this.governed);
		}
	}

	private PathIndex indexOf(String hostname) {
		if (hostname.isEmpty()) {
			return this.everyHost;
		}
		String key = hostname.startsWith("*.") ? hostname.substring(1) : hostname;
		return this.hosts.computeIfAbsent(key, (host) -> new PathIndex());
	}

	private static void add(RouteSpec spec, Route route, PathIndex index) {
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

	/**
	 * Whether routes are told apart by hosts.
	 * @return {@code false} if every route is for every host
	 */
	boolean isByHost() {
		return !this.hosts.isEmpty();
	}

	/**
	 * Finds the route of a request.
	 * @param request the request
	 * @return the match, which may be that only the path or nothing at all is known
	 */
	public RouteMatch resolve(RequestFacts request) {
		CompiledMatch match = findWhole(request);
		if (match != null) {
			return match.whole();
		}
		match = this.governed.find(request.path(), (found) -> true);
		return (match != null) ? match.pathOnly() : RouteMatch.NONE;
	}

	/** Asks the host itself, wildcards from the longest on, every host. */
	private @Nullable CompiledMatch findWhole(RequestFacts request) {
		String path = request.path();
		Predicate<CompiledMatch> condition = (found) -> found.matches(request);
		String host = this.hosts.isEmpty() ? "" : request.host();
		if (!host.isEmpty() && host.charAt(0) != '.') {
			CompiledMatch match = find(host, path, condition);
			for (int dot = host.indexOf('.'); match == null && dot >= 0; dot = host.indexOf('.', dot + 1)) {
				match = find(host.substring(dot), path, condition);
			}
			if (match != null) {
				return match;
			}
		}
		return this.everyHost.find(path, condition);
	}

	private @Nullable CompiledMatch find(String host, String path, Predicate<CompiledMatch> condition) {
		PathIndex index = this.hosts.get(host);
		return (index != null) ? index.find(path, condition) : null;
	}

}
