package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;

import io.microgate.engine.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param policyCase the case
 * @param explanation how its request was decided
 */
public record PolicyCaseOutcome(PolicyCase policyCase, Explanation explanation) {

	/**
	 * Whether the decision is the one that the case expects.
	 * @return {@code false} if the verdict differs, or the reason where one is expected
	 */
	public boolean isAsExpected() {
		Explanation.Verdict verdict = this.explanation.verdict();
		if (verdict.provided() != null || this.policyCase.allowed() != isAllowed()) {
			return false;
		}
		return this.policyCase.reason() == null || this.policyCase.reason().code().equals(verdict.reason());
	}

	private boolean isAllowed() {
		return "allow".equals(this.explanation.verdict().outcome());
	}

	/**
	 * Describes the decision.
	 * @return {@code allow}, or {@code deny} with the code of the reason
	 */
	public String actual() {
		Explanation.Verdict verdict = this.explanation.verdict();
		String actual = isAllowed() ? "allow" : "deny, " + verdict.reason();
		return (verdict.provided() != null) ? "%s if %s".formatted(actual, verdict.provided()) : actual;
	}

	/**
	 * Describes a decision that is not the expected one.
	 * @return lines without their last end: the case, its request, both verdicts, where
	 * the one of the configuration is written, and the smallest change
	 */
	public String failure() {
		List<String> lines = new ArrayList<>();
		lines.add(this.policyCase.title() + at(this.policyCase.place()));
		lines.add("  Request   " + this.policyCase.request());
		lines.add("  Expected  " + this.policyCase.expected());
		lines.add("  Actual    " + actual() + at(place()));
		lines.add("            " + this.explanation.verdict().expected());
		Explanation.Change change = this.explanation.change();
		if (change != null && this.policyCase.allowed()) {
			lines.add("  Change    " + change.text() + at(change.place()));
		}
		return String.join(System.lineSeparator(), lines);
	}

	/** Of a request that is allowed it is the entry that deserves a look. */
	private @Nullable String place() {
		if (isAllowed()) {
			for (Explanation.Entry entry : this.explanation.entries()) {
				if ("decides".equals(entry.outcome())) {
					return entry.place();
				}
			}
		}
		return this.explanation.verdict().place();
	}

	private static String at(@Nullable String place) {
		return (place != null) ? " (%s)".formatted(place) : "";
	}

}
