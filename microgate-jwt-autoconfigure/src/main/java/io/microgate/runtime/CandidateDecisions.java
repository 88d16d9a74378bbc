package io.microgate.runtime;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.microgate.decision.Decision;
import io.microgate.decision.FailureLog;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.request.RequestFacts;
import io.microgate.request.SentToken;
import io.microgate.route.OpenPaths;

/**
 * Decides about requests by a candidate, as a web stack does by the configuration in
 * force, and counts.
 */
final class CandidateDecisions {

	private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

	private final Candidate candidate;

	private final Executor executor;

	private final PolicyDecisionPoint decisionPoint;

	private final LongAdder compared = new LongAdder();

	private final LongAdder different = new LongAdder();

	/**
	 * Creates the decisions of a candidate.
	 * @param candidate the candidate
	 * @param executor the thread that compiles it and on which it decides
	 * @param openPaths paths that are open on the application's port
	 * @param managementOpenPaths paths that are open on a separate management port
	 * @param failures logs exceptions
	 */
	CandidateDecisions(Candidate candidate, Executor executor, OpenPaths openPaths, OpenPaths managementOpenPaths,
			FailureLog failures) {
		this.candidate = candidate;
		this.executor = executor;
		this.decisionPoint = new PolicyDecisionPoint(() -> Objects.requireNonNull(candidate.current()).routes(),
				openPaths, managementOpenPaths, failures);
	}

	Candidate candidate() {
		return this.candidate;
	}

	CandidateState state() {
		return new CandidateState(this.candidate.location(), this.candidate.since(), this.candidate.lastError(),
				this.compared.sum(), this.different.sum());
	}

	/**
	 * Decides about a request. Never blocks: the token may wait for keys, for as long as
	 * in force. The request is not compared if the candidate is replaced meanwhile.
	 * @param request the request
	 * @param onManagementPort whether it came in on a separate management port
	 * @param enforced the decision that counts
	 * @param differences is notified of the difference, if there is one
	 * @return completes when the request is decided
	 */
	CompletableFuture<Void> compare(RequestFacts request, boolean onManagementPort, Decision enforced,
			Consumer<CandidateDifference> differences) {
		CompiledConfiguration configuration = this.candidate.current();
		if (configuration == null) {
			return DONE;
		}
		RequestDecision decision = this.decisionPoint.begin(request, onManagementPort, null).beside(enforced);
		if (decision.isUnmatched()) {
			boolean passes = configuration.configuration().passesUnmatchedRequests();
			compare(enforced, passes ? Decision.ALLOW : decision.concludeUnmatched(), differences);
			return DONE;
		}
		CompletableFuture<?> verification = verify(decision);
		if (verification.isDone()) {
			compare(enforced, decision.conclude(), differences);
			return DONE;
		}
		return verification.thenRunAsync(() -> {
			if (this.candidate.current() == configuration) {
				compare(enforced, decision.conclude(), differences);
			}
		}, this.executor);
	}

	private static CompletableFuture<?> verify(RequestDecision decision) {
		SentToken token = decision.extractToken();
		return (token == null || decision.remembered(token) != null) ? DONE : decision.verify(token);
	}

	private void compare(Decision enforced, Decision decision, Consumer<CandidateDifference> differences) {
		this.compared.increment();
		if (enforced.reason() != decision.reason()) {
			this.different.increment();
			differences.accept(new CandidateDifference(this.candidate.location(), enforced, decision));
		}
	}

}
