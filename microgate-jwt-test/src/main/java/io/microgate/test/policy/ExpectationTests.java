package io.microgate.test.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests that the recorded requests are those that are derived.
 */
final class ExpectationTests {

	private static final int MAX_LISTED = 20;

	private final List<PolicyCase> recorded;

	private final List<PolicyCase> derived;

	ExpectationTests(List<PolicyCase> recorded, List<PolicyCase> derived) {
		this.recorded = recorded;
		this.derived = derived;
	}

	static String howToWrite() {
		return "If the change is meant, write the file with -D%s=write and commit it.".formatted(PolicyTests.PROPERTY);
	}

	/**
	 * Makes the tests. What the policies allow and the file does not have comes first, as
	 * a policy that has become wider shows there.
	 */
	List<DynamicTest> all() {
		Map<CaseInput, PolicyCase> inFile = byInput(this.recorded);
		Map<CaseInput, PolicyCase> now = byInput(this.derived);
		Predicate<PolicyCase> isNew = (policyCase) -> !inFile.containsKey(CaseInput.of(policyCase));
		return List.of(
				listing("every request that is allowed is recorded", "allowed and not recorded",
						this.derived.stream().filter((policyCase) -> policyCase.allowed() && isNew.test(policyCase))),
				listing("every request that is refused is recorded", "refused and not recorded",
						this.derived.stream().filter((policyCase) -> !policyCase.allowed() && isNew.test(policyCase))),
				listing("every recorded request is derived", "no longer derived from the configuration",
						this.recorded.stream().filter((policyCase) -> !now.containsKey(CaseInput.of(policyCase)))),
				listing("every recorded request is as it is written", "not recorded as they are written",
						this.recorded.stream()
							.filter((policyCase) -> isChanged(policyCase, now.get(CaseInput.of(policyCase))))));
	}

	static Map<CaseInput, PolicyCase> byInput(List<PolicyCase> cases) {
		Map<CaseInput, PolicyCase> byInput = new HashMap<>();
		cases.forEach((policyCase) -> byInput.put(CaseInput.of(policyCase), policyCase));
		return byInput;
	}

	/** Another verdict is what the test of the request itself reports. */
	private static boolean isChanged(PolicyCase recorded, @Nullable PolicyCase now) {
		return now != null && (!recorded.title().equals(now.title()) || !recorded.time().equals(now.time())
				|| (!recorded.allowed() && recorded.reason() == null));
	}

	private static DynamicTest listing(String name, String what, Stream<PolicyCase> found) {
		List<PolicyCase> cases = found.toList();
		return DynamicTest.dynamicTest(name, () -> {
			if (!cases.isEmpty()) {
				StringBuilder message = new StringBuilder(
						"%d requests are %s. %s%n".formatted(cases.size(), what, howToWrite()));
				cases.stream()
					.limit(MAX_LISTED)
					.forEach((policyCase) -> message
						.append("  %s -> %s%n".formatted(policyCase.title(), policyCase.expected())));
				throw new AssertionError(message.toString());
			}
		});
	}

}
