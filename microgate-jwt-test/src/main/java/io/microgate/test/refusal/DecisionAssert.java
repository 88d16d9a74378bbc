package io.microgate.test.refusal;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a decision. A failure explains the decision.
 */
public final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {

	private final RecordedDecision recorded;

	DecisionAssert(RecordedDecision recorded) {
		super(recorded.decision(), DecisionAssert.class);
		this.recorded = recorded;
	}

	/**
	 * Verifies that the request is allowed.
	 * @return this assertion
	 */
	public DecisionAssert isAllowed() {
		return check(this.actual.allowed(), "allowed");
	}

	/**
	 * Verifies that the request is refused, for whatever reason.
	 * @return this assertion
	 */
	public DecisionAssert isRefused() {
		return check(!this.actual.allowed(), "refused");
	}

	/**
	 * Verifies that the request is refused for a reason.
	 * @param reason the reason
	 * @return this assertion
	 */
	public DecisionAssert isRefusedFor(DenyReason reason) {
		return check(this.actual.reason() == reason, "refused with %d: %s".formatted(reason.status(), reason.code()));
	}

	/**
	 * Verifies which entry of which policy has decided.
	 * @param policy name of the policy
	 * @param number position of the entry in {@code policies}, from 0
	 * @return this assertion
	 */
	public DecisionAssert isDecidedBy(String policy, int number) {
		EntryReference entry = this.actual.entry();
		boolean same = entry != null && entry.policy().equals(policy) && entry.number() == number;
		return check(same, "decided by entry %d of policy '%s'".formatted(number, policy));
	}

	private DecisionAssert check(boolean holds, String expected) {
		if (!holds) {
			throw failure("%s", message(expected, this.actual.entry()));
		}
		return this;
	}

	private String message(String expected, @Nullable EntryReference entry) {
		String place = (entry != null && entry.place() != null) ? " (%s)".formatted(entry.place()) : "";
		String by = (entry != null) ? " by entry %d of policy '%s'%s".formatted(entry.number(), entry.policy(), place)
				: "";
		return "Expected the request to be %s, but it was %s%s.%n%n%s".formatted(expected, this.recorded.outcome(), by,
				this.recorded.explain());
	}

}
