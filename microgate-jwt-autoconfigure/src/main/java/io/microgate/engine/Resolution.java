package io.microgate.engine;

import java.util.Objects;

import io.microgate.policy.Policy;
import io.microgate.policy.PolicyRule;
import io.microgate.request.RequestFacts;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteMatch;
import io.microgate.route.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of a request comes to.
 *
 * @param path the path as read
 * @param match what the route table knows of it
 * @param open whether it is open by itself
 * @param rule the rule that decides, {@code null} where none does
 */
record Resolution(String path, RouteMatch match, boolean open, @Nullable PolicyRule rule) {

	/**
	 * Resolves a request.
	 * @param request the request
	 * @param routes the routes
	 * @param openPaths the paths that are open by themselves
	 * @return what it comes to; {@code null} if there are several readings of the path,
	 * the query or header fields, and they come to different routes, rules or variables
	 */
	static @Nullable Resolution of(RequestFacts request, RouteTable routes, OpenPaths openPaths) {
		Resolution resolution = read(request, routes, openPaths);
		RequestFacts slashless = OtherReading.withoutSlash(request);
		return (slashless != null && resolution != null) ? resolution.joinWith(slashless, routes, openPaths)
				: resolution;
	}

	private static @Nullable Resolution read(RequestFacts request, RouteTable routes, OpenPaths openPaths) {
		RouteMatch match = openPaths.resolve(request, routes);
		for (RequestFacts reading : OtherReading.ofRoute(request, routes)) {
			if (!isSameRoute(match, openPaths.resolve(reading, routes))) {
				return null;
			}
		}
		return (match != null) ? new Resolution(request.path(), match, false, select(match, request))
				: new Resolution(request.path(), RouteMatch.NONE, true, null);
	}

	/** Open is not the same as without a route. */
	private static boolean isSameRoute(@Nullable RouteMatch one, @Nullable RouteMatch other) {
		return (one == null || other == null) ? one == other : Objects.equals(one.route(), other.route());
	}

	/** A literal route or {@code exact} that is the whole path counts for itself. */
	private @Nullable Resolution joinWith(RequestFacts slashless, RouteTable routes, OpenPaths openPaths) {
		if (this.match.names(this.path)) {
			return (isNamed() || select(this.match, slashless) == this.rule) ? this : null;
		}
		Resolution other = read(slashless, routes, openPaths);
		if (other == null || other.open != this.open || !Objects.equals(other.match.route(), this.match.route())) {
			return null;
		}
		if (this.match.route() == null) {
			return withPathKnownTo(other);
		}
		return (hasVariablesOf(other) && (this.rule == other.rule || isNamed())) ? this : null;
	}

	private static @Nullable PolicyRule select(RouteMatch match, RequestFacts request) {
		Policy policy = (match.route() != null) ? match.route().policy() : null;
		return (policy != null) ? policy.select(request) : null;
	}

	private boolean isNamed() {
		return this.rule != null && this.rule.names(this.path);
	}

	private boolean hasVariablesOf(Resolution other) {
		return this.match.variables(this.path).equals(other.match.variables(other.path));
	}

	/** Without a route the path is known if one of the readings is. */
	private Resolution withPathKnownTo(Resolution other) {
		return this.match.pathKnown() ? this : new Resolution(this.path, other.match, this.open, null);
	}

}
