package io.microgate.verdict;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.request.RequestFacts;

/**
 * Keeps the decisions about the request under way.
 */
final class DecisionRecorder implements DecisionListener {

	private final Queue<Recorded> decisions = new ConcurrentLinkedQueue<>();

	private final Queue<Decision> full = new ConcurrentLinkedQueue<>();

	@Override
	public void decided(RequestFacts request, Decision decision) {
		String reason = decision.allowed() ? Expectation.ALLOWED : decision.reason().code();
		this.decisions.add(new Recorded(decision.route(), reason));
		this.full.add(decision);
	}

	void clear() {
		this.decisions.clear();
		this.full.clear();
	}

	/** The decisions with what decided. */
	List<Decision> full() {
		return List.copyOf(this.full);
	}

	List<Recorded> decisions() {
		return List.copyOf(this.decisions);
	}

	/**
	 * A decision.
	 *
	 * @param route name of the route, {@code null} for none
	 * @param reason the reason code, or that the request was allowed
	 */
	record Recorded(String route, String reason) {
	}

}
