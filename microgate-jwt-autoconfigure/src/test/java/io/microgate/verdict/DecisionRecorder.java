package io.microgate.verdict;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.request.RequestFacts;
import io.microgate.request.SentRequest;

/**
 * Keeps the decisions about the request under way.
 */
final class DecisionRecorder implements DecisionListener {

	private final Queue<Recorded> decisions = new ConcurrentLinkedQueue<>();

	private final Queue<Decision> full = new ConcurrentLinkedQueue<>();

	private final Queue<SentRequest> requests = new ConcurrentLinkedQueue<>();

	@Override
	public void decided(RequestFacts request, Decision decision) {
		String reason = decision.allowed() ? Expectation.ALLOWED : decision.reason().code();
		this.decisions.add(new Recorded(decision.route(), reason));
		this.full.add(decision);
		this.requests.add(SentRequest.copyOf(request));
	}

	void clear() {
		this.decisions.clear();
		this.full.clear();
		this.requests.clear();
	}

	/** The decisions with what decided. */
	List<Decision> full() {
		return List.copyOf(this.full);
	}

	/** Copies of the requests. */
	List<SentRequest> requests() {
		return List.copyOf(this.requests);
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
