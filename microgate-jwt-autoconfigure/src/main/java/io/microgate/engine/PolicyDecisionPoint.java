package io.microgate.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.microgate.decision.DecisionListener;
import io.microgate.decision.DenyReason;
import io.microgate.decision.FailureLog;
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

	private final List<DecisionListener> listeners;

	private final FailureLog failures;

	/**
	 * Creates the decision point.
	 * @param routes the routes in force, asked for at the begin of each request
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param listeners who is told of decisions
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
	 * @param listeners who is told of decisions
	 * @param clock tells when an exception may be logged again
	 */
	public PolicyDecisionPoint(Supplier<RouteTable> routes, OpenPaths openPaths, OpenPaths managementOpenPaths,
			List<DecisionListener> listeners, Clock clock) {
		this.routes = routes;
		this.openPaths = openPaths;
		this.managementOpenPaths = managementOpenPaths;
		this.listeners = List.copyOf(listeners);
		this.failures = new FailureLog(clock);
	}

	/**
	 * Logs what goes wrong beside a decision, such as in listeners of the application.
	 * @return the log that decisions use, too
	 */
	public FailureLog failures() {
		return this.failures;
	}

	/**
	 * Starts deciding about a request. One whose path or host cannot be judged is
	 * refused.
	 * @param request the request
	 * @param onManagementPort whether it came in on a separate management port
	 * @param earlier what was decided about the same request, with whose routes it goes
	 * on when it is dispatched again; {@code null} if it is new
	 * @return what travels with the request
	 */
	public RequestDecision begin(RequestFacts request, boolean onManagementPort, @Nullable RequestDecision earlier) {
		return begin(() -> request, () -> onManagementPort, earlier);
	}

	/**
	 * Starts deciding about a request whose facts are still to be read. A request that
	 * cannot be read is refused.
	 * @param request reads the facts of the request
	 * @param onManagementPort whether it came in on a separate management port
	 * @param earlier what was decided about the same request, {@code null} if it is new
	 * @return what travels with the request
	 */
	public RequestDecision begin(Supplier<? extends RequestFacts> request, BooleanSupplier onManagementPort,
			@Nullable RequestDecision earlier) {
		RequestDecision decision = null;
		try {
			RouteTable routes = (earlier != null) ? earlier.routes() : this.routes.get();
			decision = new RequestDecision(request.get(), routes, this.listeners, this.failures);
			start(decision, onManagementPort);
			return decision;
		}
		catch (Throwable ex) {
			return refuse(decision, ex);
		}
	}

	private void start(RequestDecision decision, BooleanSupplier onManagementPort) {
		if (decision.isRequestJudged()) {
			decision.resolve(onManagementPort.getAsBoolean() ? this.managementOpenPaths : this.openPaths);
		}
		else {
			decision.refuse(DenyReason.REQUEST_PATH);
		}
	}

	private RequestDecision refuse(@Nullable RequestDecision begun, Throwable failure) {
		RequestDecision decision = (begun != null) ? begun
				: new RequestDecision(UnreadableRequest.INSTANCE, NO_ROUTES, this.listeners, this.failures);
		decision.fail(failure);
		return decision;
	}

}
