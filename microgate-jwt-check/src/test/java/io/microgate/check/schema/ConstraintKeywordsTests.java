package io.microgate.check.schema;

import java.time.Duration;

import io.microgate.constraint.DurationText;
import io.microgate.match.CidrRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The expressions of the schemas accept what the readers accept.
 */
class ConstraintKeywordsTests {

	@ParameterizedTest
	@ValueSource(strings = { "1s", "10S", "+5m", "1h30m", "1.5h", ".5s", "5.s", "500ms", "2d", "2D", "7ns", "7us",
			"7µs", "7μs", "0s", "0h0m", "-5s", "PT1H", "pt5m", "-PT-1S", "5", "5 s", "1d2h", "1hour", "s", "", "1h-30m",
			"0.0s", "1m1H" })
	void durationWhenReadByApplicationThenMatches(String text) {
		boolean iso = text.matches("[+-]?[pP].*");
		assertThat(text.matches(PropertyNotation.DURATION)).isEqualTo(iso || isDuration(text));
		assertThat(text.matches(ManifestNotation.DURATION))
			.isEqualTo(!iso && text.matches("[^dSHMD]*") && isDuration(text));
	}

	private static boolean isDuration(String text) {
		try {
			return DurationText.parse(text).compareTo(Duration.ZERO) > 0;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/8", "0.0.0.0/0", "255.255.255.255/32", "10.0.0.0", "10.0.0.0/33", "256.0.0.0/8",
			"10.0.0/8", "010.0.0.0/8", "10.0.0.0/08", "::/0", "2001:db8::/32", "::1/128", "::ffff:10.0.0.0/104",
			"2001:db8::/129", "::1", "fe80::1%eth0/64", "example.com/8", "" })
	void cidrWhenReadThenMatches(String text) {
		assertThat(text.matches(ConstraintKeywords.CIDR)).isEqualTo(isRange(text));
	}

	private static boolean isRange(String text) {
		try {
			CidrRange.parse(text);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
