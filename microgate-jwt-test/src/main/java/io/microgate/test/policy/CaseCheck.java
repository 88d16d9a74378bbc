package io.microgate.test.policy;

import io.microgate.decision.DenyReason;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.ExplanationText;
import io.microgate.test.policy.CaseEngine.Decided;
import io.microgate.test.policy.CaseSender.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is expected of cases with what is decided.
 */
final class CaseCheck {

	private static final int BAD_REQUEST = 400;

	private final CaseEngine engine;

	private final @Nullable CaseSender sender;

	CaseCheck(CaseEngine engine, @Nullable CaseSender sender) {
		this.engine = engine;
		this.sender = sender;
	}

	/** Whether the application is asked, and not the engine alone. */
	boolean isSent(PolicyCase policyCase) {
		return this.sender == null
				|| (this.sender.canSend(policyCase.request()) && !this.engine.hasUnknownPeer(policyCase.request()));
	}

	void require(PolicyCase policyCase) {
		ExplainRequest request = this.engine.request(policyCase.request(), policyCase.token());
		Decided decided = this.engine.decide(request);
		require(policyCase, decided.reason(), request, "The configuration");
		if (this.sender != null && isSent(policyCase)) {
			requireSame(policyCase, this.sender.send(request), request);
		}
	}

	/**
	 * Whether the application is asked about a case that may be of another time, or of a
	 * client without an address, which a server does not know.
	 */
	boolean isSentAtItsTime(PolicyCase policyCase) {
		return this.sender == null || (isSent(policyCase) && this.engine.isNow(policyCase)
				&& policyCase.reason() != DenyReason.ERROR_INTERNAL);
	}

	/**
	 * Requires what a case expects at its time. The application decides at its own, so it
	 * is asked only if that makes no difference.
	 */
	void requireAtItsTime(PolicyCase policyCase) {
		this.engine.require(policyCase);
		if (this.sender != null && isSentAtItsTime(policyCase)) {
			ExplainRequest request = this.engine.request(policyCase.request(), policyCase.token());
			requireSame(policyCase, this.sender.send(request), request);
		}
	}

	/** What the server or a firewall refuses is never decided. */
	private void requireSame(PolicyCase policyCase, Answer answer, ExplainRequest request) {
		if (answer.decision() != null) {
			require(policyCase, answer.decision().reason(), request, "The application");
		}
		else if (policyCase.allowed() || answer.status() != BAD_REQUEST) {
			throw failure(policyCase, answer.describe(), request, "The application");
		}
	}

	private void require(PolicyCase policyCase, @Nullable DenyReason reason, ExplainRequest request, String who) {
		boolean expected = policyCase.allowed() ? reason == null
				: reason != null && (policyCase.reason() == null || policyCase.reason() == reason);
		if (!expected) {
			throw failure(policyCase, (reason != null) ? "deny, " + reason.code() : "allow", request, who);
		}
	}

	private AssertionError failure(PolicyCase policyCase, String actual, ExplainRequest request, String who) {
		return new AssertionError(
				"%s%n%s decides otherwise. Expected: %s. Actual: %s.%n%s".formatted(policyCase.title(), who,
						policyCase.expected(), actual, ExplanationText.of(this.engine.explain(request))));
	}

}
