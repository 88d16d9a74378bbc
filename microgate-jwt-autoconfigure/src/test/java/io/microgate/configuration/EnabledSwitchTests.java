package io.microgate.configuration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnabledSwitch}, which agrees with the configuration that is checked.
 */
class EnabledSwitchTests {

	@Test
	void isOnWhenAbsentThenOn() {
		assertThat(EnabledSwitch.isOn(Configurations.environment("microgate: {reload: false}"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "on", "'on'", "yes", "'yes'", "'1'", "'TRUE'", "${MISSING:on}" })
	void isOnWhenTrueThenOn(String value) {
		ConfigurableEnvironment environment = environment(value);
		assertThat(EnabledSwitch.isOn(environment)).isTrue();
		assertThat(Configurations.read(environment).enabled()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "'off'", "no", "'no'", "'0'", "'False'", "${MISSING:off}" })
	void isOnWhenFalseThenOff(String value) {
		ConfigurableEnvironment environment = environment(value);
		assertThat(EnabledSwitch.isOn(environment)).isFalse();
		assertThat(Configurations.read(environment).enabled()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "flase", "''", "0", "1", "2", "[]", "[false]", "{}", "{a: false}", "~", "${MISSING}" })
	void isOnWhenNoBooleanThenOnAndRefused(String value) {
		ConfigurableEnvironment environment = environment(value);
		assertThat(EnabledSwitch.isOn(environment)).isTrue();
		assertThat(Configurations.problems(environment)).isNotEmpty()
			.allSatisfy((problem) -> assertThat(problem.property()).startsWith("microgate.enabled"));
	}

	private static ConfigurableEnvironment environment(String value) {
		return Configurations.environment("microgate:\n  enabled: " + value);
	}

}
