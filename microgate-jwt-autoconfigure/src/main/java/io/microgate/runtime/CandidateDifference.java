package io.microgate.runtime;

import java.util.Map;
import java.util.Objects;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionAttributes;
import io.microgate.decision.EntryReference;
import org.jspecify.annotations.Nullable;

/**
 * Two decisions about the same request that differ in outcome or reason.
 *
 * @param location where the candidate is written
 * @param enforced the decision that counts
 * @param candidate the decision of the candidate
 */
public record CandidateDifference(String location, Decision enforced, Decision candidate) {

	private static final String NONE = "none";

	/**
	 * What was enforced.
	 * @return {@code allow} or the code of the reason
	 */
	public String enforcedOutcome() {
		return outcome(this.enforced);
	}

	/**
	 * What the candidate says.
	 * @return {@code allow} or the code of the reason
	 */
	public String candidateOutcome() {
		return outcome(this.candidate);
	}

	/**
	 * Why one of the two refuses the request: the candidate, unless it allows it.
	 * @return the code of the reason
	 */
	public String reason() {
		return (this.candidate.reason() != null) ? this.candidate.reason().code() : enforcedOutcome();
	}

	/**
	 * The route of the request in the configuration in force, or that of the candidate if
	 * there is none.
	 * @return name of the route, {@code none} if neither has one
	 */
	public String route() {
		String enforcedRoute = this.enforced.route();
		return (enforcedRoute != null) ? enforcedRoute : Objects.requireNonNullElse(this.candidate.route(), NONE);
	}

	/**
	 * Says what differs, in one line without anything that was sent.
	 * @return the line
	 */
	String describe() {
		return "Candidate '%s' decides differently: in force %s, candidate %s".formatted(this.location,
				describe(this.enforced), describe(this.candidate));
	}

	/**
	 * Names both decisions for structured logging.
	 * @return {@code microgate.} attributes of what was enforced, and
	 * {@code microgate.candidate.} attributes of the candidate
	 */
	Map<String, Object> keyValues() {
		Map<String, Object> keyValues = DecisionAttributes.of(this.enforced, "microgate.");
		keyValues.putAll(DecisionAttributes.of(this.candidate, "microgate.candidate."));
		return keyValues;
	}

	private static String outcome(Decision decision) {
		return (decision.reason() != null) ? decision.reason().code() : "allow";
	}

	private static String describe(Decision decision) {
		String outcome = (decision.reason() != null) ? "denied with " + decision.reason().code() : "allowed";
		if (decision.route() == null) {
			return outcome + " without a route";
		}
		return "%s on route '%s' by %s".formatted(outcome, decision.route(), describe(decision.entry()));
	}

	private static String describe(@Nullable EntryReference entry) {
		if (entry == null) {
			return "no entry";
		}
		String place = (entry.place() != null) ? " (" + entry.place() + ")" : "";
		return "entry %d of policy '%s'%s".formatted(entry.number(), entry.policy(), place);
	}

}
