package io.microgate.jose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NumericDate}.
 */
class NumericDateTests {

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"0,                              1970-01-01T00:00:00Z",
			"0.0,                            1970-01-01T00:00:00Z",
			"0e-999999999,                   1970-01-01T00:00:00Z",
			"0e999999999,                    1970-01-01T00:00:00Z",
			"1750000000,                     2025-06-15T15:06:40Z",
			"1750000000.5,                   2025-06-15T15:06:40.5Z",
			"1.75e9,                         2025-06-15T15:06:40Z",
			"1750000000000e-3,               2025-06-15T15:06:40Z",
			"1750000000.123456789999,        2025-06-15T15:06:40.123456789Z",
			"-1,                             1969-12-31T23:59:59Z",
			"-0.5,                           1969-12-31T23:59:59.5Z",
			"1e-9,                           1970-01-01T00:00:00.000000001Z",
			"1e-30,                          1970-01-01T00:00:00Z",
			"31556889864403199,              +1000000000-12-31T23:59:59Z",
			"31556889864403198.999999999,    +1000000000-12-31T23:59:58.999999999Z",
			"-31557014167219200,             -1000000000-01-01T00:00:00Z",
	// @formatter:on
	})
	void toInstantWhenInRangeThenExact(BigDecimal number, Instant expected) {
		assertThat(NumericDate.toInstant(number)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "31556889864403199.1", "31556889864403200", "99999999999999999999", "1e17", "1e20", "1e21", "1e400",
			"1e999999999", "123456789e999999990" })
	void toInstantWhenBeyondRangeThenSaturates(BigDecimal number) {
		assertThat(NumericDate.toInstant(number)).isEqualTo(Instant.MAX);
		assertThat(NumericDate.toInstant(number.negate().scaleByPowerOfTen(1))).isEqualTo(Instant.MIN);
	}

	@Test
	void toInstantWhenIntegerThenSameAsDecimal() {
		assertThat(NumericDate.toInstant(1750000000L)).isEqualTo(Instant.ofEpochSecond(1750000000L));
		for (Instant end : List.of(Instant.MIN, Instant.MAX)) {
			for (long seconds = end.getEpochSecond() - 1; seconds <= end.getEpochSecond() + 1; seconds++) {
				assertThat(NumericDate.toInstant(seconds))
					.isEqualTo(NumericDate.toInstant(BigDecimal.valueOf(seconds)));
			}
		}
		assertThat(NumericDate.toInstant(Long.MAX_VALUE)).isEqualTo(Instant.MAX);
		assertThat(NumericDate.toInstant(Long.MIN_VALUE)).isEqualTo(Instant.MIN);
		assertThat(NumericDate.toInstant(BigInteger.TWO.pow(64))).isEqualTo(Instant.MAX);
		assertThat(NumericDate.toInstant(BigInteger.TWO.pow(64).negate())).isEqualTo(Instant.MIN);
	}

}
