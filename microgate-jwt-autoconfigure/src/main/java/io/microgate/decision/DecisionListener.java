package io.microgate.decision;

import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of every decision, for logs and meters. Must not block and must not throw.
 */
@FunctionalInterface
public interface DecisionListener {

	/**
	 * A request has been decided.
	 * @param request the request; without a path that can be judged its path is empty
	 * @param route name of the route, {@code null} when no route is for the request
	 * @param decision the decision
	 */
	void decided(RequestFacts request, @Nullable String route, Decision decision);

}
