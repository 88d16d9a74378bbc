package io.microgate.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.microgate.policy.Policy;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: by the most specific hostname, then by the precedence of
 * {@link ExpandedMatch}.
 */
public final class RouteTable {

	/** Exact hostnames, and wildcards as {@code .example.com}. */
	private final Map<String, PathIndex> hosts = new HashMap<>();

	/** The paths of all hosts that a policy decides about. */
	private final PathIndex governed = new PathIndex();

	private final PathIndex everyHost = new PathIndex();

	private final List<ExpandedMatch> matches;

	private final Map<String, Policy> policies = new HashMap<>();

	private CommonRules commonRules = CommonRules.NONE;

	private MetadataDocuments metadata = MetadataDocuments.NONE;

	private final boolean byQuery;

	private final boolean byHeader;

	private RouteTable(List<ExpandedMatch> matches) {
		this.matches = matches;
		this.byQuery = matches.stream().anyMatch((match) -> !match.queryParams().isEmpty());
		this.byHeader = matches.stream().anyMatch((match) -> !match.headers().isEmpty());
	}

	/**
	 * Compiles routes.
	 * @param specs route specs by name, checked
	 * @param policies the policy attached to a route, by name of the route; {@code null}
	 * if there is none
	 * @return the table, to whose indexes matches were added in the order of precedence
	 */
	public static RouteTable compile(Map<String, RouteSpec> specs, Function<String, @Nullable Policy> policies) {
		List<ExpandedMatch> matches = new ArrayList<>();
		specs.forEach((name, spec) -> matches.addAll(ExpandedMatch.expand(name, spec)));
		return compile(matches, policies);
	}

	/** Compiles matches that were expanded before. */
	static RouteTable compile(List<ExpandedMatch> unordered, Function<String, @Nullable Policy> policies) {
		List<ExpandedMatch> matches = unordered.stream().sorted().toList();
		RouteTable table = new RouteTable(matches);
		Map<String, Route> routes = new HashMap<>();
		Set<RoutePath> governed = new HashSet<>();
		for (int rank = 0; rank < matches.size(); rank++) {
			ExpandedMatch match = matches.get(rank);
			Route route = routes.computeIfAbsent(match.route(), (name) -> new Route(name, policies.apply(name)));
			table.indexOf(match.hostname()).add(CompiledMatch.of(match, route, rank));
			if (route.policy() != null) {
				table.policies.put(route.name(), route.policy());
				if (governed.add(match.path())) {
					table.governed.add(CompiledMatch.ofPath(match, rank));
				}
			}
		}
		return table;
	}

	/**
	 * Adds what holds beside the routes, before the table is in force.
	 * @param rules the rules
	 * @return this table
	 */
	public RouteTable with(CommonRules rules) {
		this.commonRules = rules;
		this.metadata = rules.metadata().without(this.matches);
		return this;
	}

	/**
	 * What holds for every request, whatever its route.
	 * @return the rules
	 */
	public CommonRules commonRules() {
		return this.commonRules;
	}

	/**
	 * The documents about protected resources, of which a route at their path takes the
	 * place.
	 * @return the documents that are served
	 */
	public MetadataDocuments metadata() {
		return this.metadata;
	}

	/** Returns the matches of the table, in the order of precedence. */
	List<ExpandedMatch> matches() {
		return this.matches;
	}

	/** The policies by name of the route. */
	Map<String, Policy> policies() {
		return this.policies;
	}

	private PathIndex indexOf(String hostname) {
		if (hostname.isEmpty()) {
			return this.everyHost;
		}
		String key = hostname.startsWith("*.") ? hostname.substring(1) : hostname;
		return this.hosts.computeIfAbsent(key, (host) -> new PathIndex());
	}

	/**
	 * Whether routes differ in their hosts.
	 * @return {@code false} if every route is for every host
	 */
	public boolean isByHost() {
		return !this.hosts.isEmpty();
	}

	/** Whether routes differ in their query parameters. */
	public boolean isByQuery() {
		return this.byQuery;
	}

	/** Whether routes differ in their headers. */
	public boolean isByHeader() {
		return this.byHeader;
	}

	/**
	 * Finds the route of a request.
	 * @param request the request
	 * @return the result, in which the route, or the path as well, may be unknown
	 */
	public RouteMatch resolve(RequestFacts request) {
		CompiledMatch match = findWhole(request);
		if (match == null) {
			match = this.governed.find(request);
		}
		return (match != null) ? match.outcome() : RouteMatch.NONE;
	}

	/**
	 * Compares a request with the matches, to explain its route.
	 * @param request the request
	 * @param limit how many matches are wanted at most
	 * @return the matches that the request meets, then the nearest misses
	 */
	public List<RouteTrace> trace(RequestFacts request, int limit) {
		return new RouteTracer(request, this.policies).trace(this.matches, limit);
	}

	/**
	 * Finds the policy of a route.
	 * @param route name of the route
	 * @return the policy, {@code null} if there is none
	 */
	public @Nullable Policy policy(String route) {
		return this.policies.get(route);
	}

	/** Looks up the host, then wildcards from the longest on, then every host. */
	private @Nullable CompiledMatch findWhole(RequestFacts request) {
		String host = this.hosts.isEmpty() ? "" : request.host();
		if (!host.isEmpty() && host.charAt(0) != '.') {
			CompiledMatch match = find(host, request);
			for (int dot = host.indexOf('.'); match == null && dot >= 0; dot = host.indexOf('.', dot + 1)) {
				match = find(host.substring(dot), request);
			}
			if (match != null) {
				return match;
			}
		}
		return this.everyHost.find(request);
	}

	private @Nullable CompiledMatch find(String host, RequestFacts request) {
		PathIndex index = this.hosts.get(host);
		return (index != null) ? index.find(request) : null;
	}

}
