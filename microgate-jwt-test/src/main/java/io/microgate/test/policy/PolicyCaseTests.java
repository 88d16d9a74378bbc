package io.microgate.test.policy;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Makes a test of JUnit of each policy case.
 */
final class PolicyCaseTests {

	private PolicyCaseTests() {
	}

	/**
	 * Makes the tests of cases.
	 * @param cases the cases
	 * @param names names a test
	 * @param test throws an {@link AssertionError} if a case is decided otherwise
	 * @return a test for each case, in their order
	 */
	static Stream<DynamicTest> of(PolicyCases cases, Function<PolicyCase, String> names, Consumer<PolicyCase> test) {
		return cases.cases()
			.stream()
			.map((policyCase) -> DynamicTest.dynamicTest(names.apply(policyCase), source(policyCase),
					() -> test.accept(policyCase)));
	}

	/** IDEs open the file at the case. */
	private static @Nullable URI source(PolicyCase policyCase) {
		String place = policyCase.place();
		if (place == null) {
			return null;
		}
		int colon = place.lastIndexOf(':');
		return URI
			.create("%s?line=%s".formatted(Path.of(place.substring(0, colon)).toUri(), place.substring(colon + 1)));
	}

}
