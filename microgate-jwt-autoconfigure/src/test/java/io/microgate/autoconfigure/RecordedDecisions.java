package io.microgate.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.request.RequestFacts;

/**
 * All decisions of an application.
 */
class RecordedDecisions implements DecisionListener {

	private final List<Decision> decisions = new ArrayList<>();

	@Override
	public void decided(RequestFacts request, Decision decision) {
		this.decisions.add(decision);
	}

	List<Decision> all() {
		return this.decisions;
	}

	Decision last() {
		return this.decisions.get(this.decisions.size() - 1);
	}

}
