package io.microgate.benchmarks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Scenario}.
 */
class ScenarioTests {

	@ParameterizedTest
	@MethodSource("io.microgate.benchmarks.ChainScenarios#all")
	void parseWhenStringOfScenarioThenSameScenario(Scenario scenario) {
		assertThat(Scenario.parse(scenario.toString())).isEqualTo(scenario);
	}

	@Test
	void toStringWhenOneKeySetThenAsInEarlierBuilds() {
		assertThat(Scenario.parse("servlet microgate repeated rs256 1 prefix 1"))
			.hasToString("servlet microgate repeated rs256 1 prefix 1");
	}

}
