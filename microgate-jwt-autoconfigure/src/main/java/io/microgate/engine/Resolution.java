package io.microgate.engine;

import java.util.Objects;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.Verification;
import io.microgate.match.TextNotJudgedException;
import io.microgate.policy.Policy;
import io.microgate.policy.PolicyRule;
import io.microgate.request.RequestFacts;
import io.microgate.route.OpenPaths;
import io.microgate.route.Route;
import io.microgate.route.RouteMatch;
import io.microgate.route.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * The route and rule of a request, found before its token is verified.
 *
 * @param match what the route table knows of it
 * @param rule the rule that decides, {@code null} where none does
 * @param refusal why no rule decides, {@code null} where one does and for {@link #OPEN}
 */
record Resolution(RouteMatch match, @Nullable PolicyRule rule, @Nullable DenyReason refusal) {

	/** The request is open by itself. */
	private static final Resolution OPEN = new Resolution(RouteMatch.NONE, null, null);

	/** The request is for a document that describes a protected resource. */
	static final Resolution METADATA = new Resolution(RouteMatch.NONE, null, null);

	/** There are several readings of the request, or none. */
	static final Resolution UNREADABLE = new Resolution(RouteMatch.NONE, null, DenyReason.REQUEST_PATH);

	/** Something was thrown. */
	static final Resolution FAILED = new Resolution(RouteMatch.NONE, null, DenyReason.ERROR_INTERNAL);

	/**
	 * Resolves a request of the application's own port, where alone metadata is served.
	 */
	static Resolution ofApplication(RequestFacts request, RouteTable routes, OpenPaths openPaths) {
		return (routes.metadata().find(request) != null) ? METADATA : of(request, routes, openPaths);
	}

	/**
	 * Resolves a request.
	 * @param request the request
	 * @param routes the routes
	 * @param openPaths the paths that are open by themselves
	 * @return what it comes to; {@link #UNREADABLE} if there are several readings of the
	 * path, the query or header fields, and they come to different routes, rules or
	 * variables, or if reading it would cost too much
	 */
	static Resolution of(RequestFacts request, RouteTable routes, OpenPaths openPaths) {
		if (!request.isPathJudged() || (routes.isByHost() && !request.isHostJudged())) {
			return UNREADABLE;
		}
		try {
			Resolution resolution = read(request, routes, openPaths);
			RequestFacts slashless = OtherReading.withoutSlash(request);
			return (slashless != null && resolution != UNREADABLE)
					? resolution.joinWith(request, slashless, read(slashless, routes, openPaths)) : resolution;
		}
		catch (TextNotJudgedException ex) {
			return UNREADABLE;
		}
	}

	private static Resolution read(RequestFacts request, RouteTable routes, OpenPaths openPaths) {
		RouteMatch match = openPaths.resolve(request, routes);
		if ((routes.isByQuery() || routes.isByHeader()) && !isAlwaysSameRoute(match, request, routes, openPaths)) {
			return UNREADABLE;
		}
		if (match == null) {
			return OPEN;
		}
		if (match.route() == null) {
			return new Resolution(match, null, DenyReason.ROUTE_NONE);
		}
		PolicyRule rule = select(match, request);
		return new Resolution(match, rule, (rule != null) ? null : DenyReason.POLICY_NONE);
	}

	/** Open is not the same as without a route. */
	private static boolean isAlwaysSameRoute(@Nullable RouteMatch match, RequestFacts request, RouteTable routes,
			OpenPaths openPaths) {
		for (RequestFacts reading : OtherReading.ofRoute(request, routes)) {
			RouteMatch other = openPaths.resolve(reading, routes);
			if ((match == null || other == null) ? match != other : !Objects.equals(match.route(), other.route())) {
				return false;
			}
		}
		return true;
	}

	private static @Nullable PolicyRule select(RouteMatch match, RequestFacts request) {
		Policy policy = (match.route() != null) ? match.route().policy() : null;
		return (policy != null) ? policy.select(request) : null;
	}

	/** A literal route or {@code exact} that is the whole path counts for itself. */
	private Resolution joinWith(RequestFacts request, RequestFacts slashless, Resolution other) {
		String path = request.path();
		boolean named = this.rule != null && this.rule.names(path);
		if (this.match.names(path)) {
			return (named || select(this.match, slashless) == this.rule) ? this : UNREADABLE;
		}
		if (other == UNREADABLE || (other == OPEN) != (this == OPEN)
				|| !Objects.equals(other.match.route(), this.match.route())) {
			return UNREADABLE;
		}
		if (this.match.route() == null) {
			// the path is known if one of the readings is
			return (this == OPEN || this.match.pathKnown()) ? this : other;
		}
		boolean sameVariables = this.match.variables(path).equals(other.match.variables(slashless.path()));
		return (sameVariables && (named || this.rule == other.rule)) ? this : UNREADABLE;
	}

	/** How the client is authenticated, {@code null} where that is not asked for. */
	@Nullable JwtRule authentication() {
		return (this.rule != null) ? this.rule.authentication() : null;
	}

	/** Decides by the outcome of the verification. */
	Decision decide(@Nullable Verification verification, RequestFacts request) {
		if (this == OPEN || this == METADATA) {
			return Decision.ALLOW;
		}
		Route route = this.match.route();
		if (this.rule == null || route == null) {
			return deny((this.refusal != null) ? this.refusal : DenyReason.POLICY_NONE);
		}
		return this.rule.decide(route.name(), verification, request, this.match);
	}

	/** Denies the request for a reason that overrides the rule. */
	Decision deny(DenyReason reason) {
		Route route = this.match.route();
		EntryReference entry = (this.rule != null) ? this.rule.reference() : null;
		return new Decision(reason, null, (route != null) ? route.name() : null, entry, null, null);
	}

}
