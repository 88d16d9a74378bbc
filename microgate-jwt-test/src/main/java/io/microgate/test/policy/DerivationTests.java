package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.microgate.test.policy.CaseEngine.Decided;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests that what is derived from a configuration says something about each entry.
 */
final class DerivationTests {

	private final CaseEngine engine;

	private final DerivedCases derived;

	DerivationTests(CaseEngine engine, DerivedCases derived) {
		this.engine = engine;
		this.derived = derived;
	}

	static DynamicTest failing(String name, String message) {
		return DynamicTest.dynamicTest(name, () -> {
			throw new AssertionError(message);
		});
	}

	/** A test that is reported as skipped. */
	static DynamicTest skipped(String name, String message) {
		return DynamicTest.dynamicTest(name, () -> Assumptions.abort(message));
	}

	/**
	 * Makes the tests.
	 * @param byHand cases that are written by hand
	 * @return tests that fail for each entry that allows nothing, and one that is skipped
	 * if cases are left out
	 */
	List<DynamicTest> of(List<PolicyCase> byHand) {
		List<DynamicTest> tests = new ArrayList<>();
		for (DerivedEntry entry : this.derived.unproven()) {
			if (byHand.stream().noneMatch((policyCase) -> isAllowedBy(entry, policyCase))) {
				tests.add(failing("%s allows a request".formatted(entry.name()), unproven(entry)));
			}
		}
		if (!this.derived.leftOut().isEmpty()) {
			tests.add(skipped("requests are left out", leftOut()));
		}
		return tests;
	}

	private boolean isAllowedBy(DerivedEntry entry, PolicyCase policyCase) {
		Decided decided = this.engine.decide(this.engine.request(policyCase.request(), policyCase.token()));
		String route = decided.decision().route();
		return decided.allowed() && route != null && decided.isBy(route, entry.policy(), entry.number());
	}

	private static String unproven(DerivedEntry entry) {
		return """
				No request that %s allows was found%s, so that its requests are refused whatever its \
				conditions are, and show no change of them. Write a policy case by hand that it allows, with a token \
				whose claims are given and with the certificate that it asks for, and name its file by \
				completedBy(..). If there is no such client, the entry refuses every request: write 'deny' \
				instead.""".formatted(entry.name(),
				(entry.jwtName() != null) ? " for JWT '%s'".formatted(entry.jwtName()) : "");
	}

	private String leftOut() {
		return "There are more than %d requests. Left out are, in the same share for each entry: %s".formatted(
				this.derived.cases().size(),
				this.derived.leftOut()
					.entrySet()
					.stream()
					.map((group) -> "%d of %s".formatted(group.getValue(), group.getKey()))
					.collect(Collectors.joining(", ")));
	}

}
