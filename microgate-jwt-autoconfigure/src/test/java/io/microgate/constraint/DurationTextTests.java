package io.microgate.constraint;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DurationText}.
 */
class DurationTextTests {

	@ParameterizedTest
	@CsvSource({ "1h30m, PT1H30M", "1.5h, PT1H30M", "500ms, PT0.5S", "10s, PT10S", "1h0m0s, PT1H", "0s, PT0S",
			"-1m30s, PT-1M-30S", "+1m1s, PT1M1S", ".5s, PT0.5S", "1.s, PT1S", "100us, PT0.0001S",
			"100\u00b5s, PT0.0001S", "100\u03bcs, PT0.0001S", "7ns, PT0.000000007S", "1.9ns, PT0.000000001S",
			"2540400h10m10.000000000s, PT2540400H10M10S", "9223372036854775807ns, PT2562047H47M16.854775807S" })
	void parseWhenGoStyleThenDuration(String text, Duration expected) {
		assertThat(DurationText.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "10s, PT10S", "10S, PT10S", "2d, PT48H", "15m, PT15M", "15M, PT15M", "3H, PT3H", "-5s, PT-5S",
			"20MS, PT0.02S" })
	void parseWhenSimpleFormThenDuration(String text, Duration expected) {
		assertThat(DurationText.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "PT1H", "PT1H30M", "pt0.5s", "P1DT1S", "-PT1M", "PT-1M", "PT0S" })
	void parseWhenIsoThenDuration(String text) {
		assertThat(DurationText.parse(text)).isEqualTo(Duration.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "10", "0", "-3", "1.5" })
	void parseWhenUnitIsMissingThenSaysSo(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text))
			.withMessageStartingWith("has no unit");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10x", "1h2d", "5min", "1H30M", "1.5d", "10sec" })
	void parseWhenUnitIsUnknownThenRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", " 10s", "10s ", "10 s", "s", "1h30", "1..5s", "1.5.5s", ".s", "--1s", "1h-30m",
			"1,5s", "PT", "P1Y", "PT1H30", "PX", "+", "-", "infinity", "\u0661s", "1e3s", "0x10s", "1_000s" })
	void parseWhenNoDurationThenRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
	}

	@Test
	void parseWhenEmptyThenRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse("")).withMessageContaining("empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775808ns", "2562048h", "-2562048h", "106752d", "PT2562048H",
			"PT9223372036854775807S", "99999999999999999999999999999h", "PT99999999999999999999S" })
	void parseWhenBeyondGoRangeThenRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
	}

	@Test
	void parseWhenVeryLongThenRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse("1".repeat(200) + "s"))
			.withMessageContaining("too long");
	}

}
