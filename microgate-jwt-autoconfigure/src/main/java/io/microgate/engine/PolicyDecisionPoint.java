package io.microgate.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.DenyReason;
import io.microgate.decision.FailureLog;
import io.microgate.request.FieldNames;
import io.microgate.request.RequestFacts;
import io.microgate.request.UnreadableRequest;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * Where requests are decided, on every web stack: finds route and rule of a request once
 * and hands out the {@link RequestDecision} that travels with it. Whatever is thrown from
 * the first look at a request on refuses it.
 */
public final class PolicyDecisionPoint {

	private static final RouteTable NO_ROUTES = RouteTable.compile(Map.of(), (name) -> null);

	private final Supplier<RouteTable> routes;

	private final OpenPaths openPaths;

	private final OpenPaths managementOpenPaths;

	private final DecisionListener[] listeners;

	private final @Nullable DecisionComparison comparison;

	private final FailureLog failures;

	private final boolean assuming;

	/**
	 * Creates the decision point.
	 * @param routes the routes in force, asked for at the begin of each request
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param listeners notified of decisions
	 */
	public PolicyDecisionPoint(Supplier<RouteTable> routes, OpenPaths openPaths, OpenPaths managementOpenPaths,
			List<DecisionListener> listeners) {
		this(routes, openPaths, managementOpenPaths, listeners, Clock.systemUTC());
	}

	/**
	 * Creates the decision point with the time of the application.
	 * @param routes the routes in force, asked for at the begin of each request
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param listeners notified of decisions
	 * @param clock tells when an exception may be logged again
	 */
	public PolicyDecisionPoint(Supplier<RouteTable> routes, OpenPaths openPaths, OpenPaths managementOpenPaths,
			List<DecisionListener> listeners, Clock clock) {
		this(routes, openPaths, managementOpenPaths, listeners, null, new FailureLog(clock), false);
	}

	/**
	 * Creates the decision point of a configuration that is not in force, of whose
	 * decisions no listener is notified.
	 * @param routes the routes, asked for at the begin of each request
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param failures logs exceptions
	 */
	public PolicyDecisionPoint(Supplier<RouteTable> routes, OpenPaths openPaths, OpenPaths managementOpenPaths,
			FailureLog failures) {
		this(routes, openPaths.forOtherRoutes(), managementOpenPaths.forOtherRoutes(), List.of(), null, failures,
				false);
	}

	private PolicyDecisionPoint(Supplier<RouteTable> routes, OpenPaths openPaths, OpenPaths managementOpenPaths,
			List<DecisionListener> listeners, @Nullable DecisionComparison comparison, FailureLog failures,
			boolean assuming) {
		this.routes = routes;
		this.openPaths = openPaths;
		this.managementOpenPaths = managementOpenPaths;
		this.listeners = listeners.toArray(DecisionListener[]::new);
		this.comparison = comparison;
		this.failures = failures;
		this.assuming = assuming;
	}

	/**
	 * Has all decisions compared.
	 * @param comparison what compares them
	 * @return a decision point that decides as this one does
	 */
	public PolicyDecisionPoint comparedBy(DecisionComparison comparison) {
		return new PolicyDecisionPoint(this.routes, this.openPaths, this.managementOpenPaths, List.of(this.listeners),
				comparison, this.failures, this.assuming);
	}

	/**
	 * Lets tests say who sends a request without a token.
	 * @return a decision point whose decisions take {@link RequestDecision#assume}
	 */
	public PolicyDecisionPoint assuming() {
		return new PolicyDecisionPoint(this.routes, this.openPaths, this.managementOpenPaths, List.of(this.listeners),
				this.comparison, this.failures, true);
	}

	boolean isAssuming() {
		return this.assuming;
	}

	/**
	 * Logs what goes wrong beside a decision, such as in listeners of the application.
	 * @return the log that decisions use, too
	 */
	public FailureLog failures() {
		return this.failures;
	}

	/**
	 * Starts deciding about a request: finds its route and rule.
	 * @param request the request
	 * @param onManagementPort whether it came in on a separate management port
	 * @param earlier what was decided about the same request, with whose routes it goes
	 * on when it is dispatched again; {@code null} if it is new
	 * @return what travels with the request
	 */
	public RequestDecision begin(RequestFacts request, boolean onManagementPort, @Nullable RequestDecision earlier) {
		RouteTable routes = NO_ROUTES;
		Resolution resolution;
		try {
			routes = (earlier != null) ? earlier.routes() : this.routes.get();
			resolution = onManagementPort ? Resolution.of(request, routes, this.managementOpenPaths)
					: Resolution.ofApplication(request, routes, this.openPaths);
		}
		catch (Throwable ex) {
			logFailure(ex);
			resolution = Resolution.FAILED;
		}
		RequestDecision decision = new RequestDecision(request, onManagementPort, routes, resolution, this);
		return (earlier != null) ? decision.after(earlier) : decision;
	}

	/**
	 * Starts deciding about a request whose facts cannot be read: it is refused.
	 * @param failure what was thrown
	 * @return what travels with the request
	 */
	public RequestDecision beginFailed(Throwable failure) {
		logFailure(failure);
		return new RequestDecision(UnreadableRequest.INSTANCE, false, routesIfAny(), Resolution.FAILED, this);
	}

	/** An error page, too, must not see what clients cannot set. */
	private RouteTable routesIfAny() {
		try {
			return this.routes.get();
		}
		catch (Throwable ex) {
			logFailure(ex);
			return NO_ROUTES;
		}
	}

	/**
	 * The header fields whose values clients cannot set, before anything is decided about
	 * the request.
	 * @param request gives the request, which is looked at only if need be
	 * @return the fields that are removed from it if it goes on
	 */
	public FieldNames removedFields(Supplier<? extends RequestFacts> request) {
		return this.routes.get().commonRules().removedFields(request);
	}

	void logFailure(Throwable failure) {
		this.failures.log("Refused a request because of an exception while deciding about it", failure);
	}

	/** A listener that fails must not change what was decided. */
	void tellListeners(RequestFacts request, Decision decision) {
		for (DecisionListener listener : this.listeners) {
			try {
				listener.decided(request, decision);
			}
			catch (Throwable ex) {
				this.failures.log("A decision listener failed", ex);
			}
		}
	}

	/** What goes wrong in this process says nothing about a configuration. */
	void compare(RequestFacts request, boolean onManagementPort, Decision decision) {
		if (this.comparison != null && decision.reason() != DenyReason.ERROR_INTERNAL) {
			try {
				this.comparison.compare(request, onManagementPort, decision);
			}
			catch (Throwable ex) {
				this.failures.log("A decision could not be compared", ex);
			}
		}
	}

}
