package io.microgate.jwt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class PlainNumberTests {

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"1,            1",
			"1.0,          1",
			"1e0,          1",
			"1e3,          1000",
			"1.50,         1.5",
			"1.5e1,        15",
			"1500e-3,      1.5",
			"100,          100",
			"100.00,       100",
			"0,            0",
			"-0,           0",
			"0.0,          0",
			"-0.0,         0",
			"0e5,          0",
			"0e-5,         0",
			"0e999999999,  0",
			"0e-999999999, 0",
			"-1,           -1",
			"-1.50,        -1.5",
			"-1e2,         -100",
			"0.1,          0.1",
			"1e-2,         0.01",
			"1.10e-2,      0.011",
			"12345678901234567890.5, 12345678901234567890.5",
			"0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
	// @formatter:on
	})
	void writeWhenDecimalThenPlainWithoutTrailingZeros(BigDecimal number, String expected) {
		assertThat(PlainNumber.write(number)).isEqualTo(expected);
	}

	@Test
	void writeWhenIntegerThenNoDigitIsLost() {
		assertThat(PlainNumber.write(0)).isEqualTo("0");
		assertThat(PlainNumber.write(Integer.MIN_VALUE)).isEqualTo("-2147483648");
		assertThat(PlainNumber.write(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
		assertThat(PlainNumber.write(9007199254740993L)).isEqualTo("9007199254740993");
		assertThat(PlainNumber.write(new BigInteger("18446744073709551616"))).isEqualTo("18446744073709551616");
		assertThat(PlainNumber.write(new BigInteger("1000000000000000000000"))).isEqualTo("1000000000000000000000");
		assertThat(PlainNumber.write(BigInteger.ZERO)).isEqualTo("0");
	}

	@ParameterizedTest
	@CsvSource({ "1.0, 1", "1.5, 1.5", "-0.0, 0", "0.1, 0.1", "1e3, 1000", "1e21, 1000000000000000000000",
			"1e-7, 0.0000001" })
	void writeWhenDoubleThenPlain(double number, String expected) {
		assertThat(PlainNumber.write(number)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, Double.MIN_VALUE })
	void writeWhenDoubleCannotBeWrittenThenNull(double number) {
		assertThat(PlainNumber.write(number)).isNull();
	}

	@Test
	void writeWhenNumberIsOfNoJsonTypeThenNull() {
		assertThat(PlainNumber.write(new AtomicInteger(1))).isNull();
	}

	@Test
	void writeWhenUpToHundredDigitsThenWritten() {
		assertThat(PlainNumber.write(new BigDecimal("1e99"))).isEqualTo("1" + "0".repeat(99));
		assertThat(PlainNumber.write(new BigInteger("9".repeat(100)))).isEqualTo("9".repeat(100));
		assertThat(PlainNumber.write(new BigInteger("-" + "9".repeat(100)))).isEqualTo("-" + "9".repeat(100));
		assertThat(PlainNumber.write(new BigDecimal("1e-99"))).isEqualTo("0." + "0".repeat(98) + "1");
		assertThat(PlainNumber.write(new BigDecimal("1".repeat(50) + "." + "2".repeat(50))))
			.isEqualTo("1".repeat(50) + "." + "2".repeat(50));
	}

	@Test
	void writeWhenOverHundredDigitsThenNull() {
		assertThat(PlainNumber.write(new BigDecimal("1e100"))).isNull();
		assertThat(PlainNumber.write(new BigInteger("9".repeat(101)))).isNull();
		assertThat(PlainNumber.write(new BigInteger("-" + "9".repeat(101)))).isNull();
		assertThat(PlainNumber.write(new BigDecimal("1e-100"))).isNull();
		assertThat(PlainNumber.write(new BigDecimal("1".repeat(50) + "." + "2".repeat(51)))).isNull();
		assertThat(PlainNumber.write(new BigDecimal("1e400"))).isNull();
		assertThat(PlainNumber.write(new BigDecimal("-1e400"))).isNull();
		assertThat(PlainNumber.write(new BigDecimal("1e-200"))).isNull();
	}

	@Test
	void writeWhenTrailingZerosAreManyThenTheyDoNotCount() {
		assertThat(PlainNumber.write(new BigDecimal("1." + "0".repeat(500)))).isEqualTo("1");
		assertThat(PlainNumber.write(new BigDecimal("1." + "0".repeat(500) + "1"))).isNull();
		assertThat(PlainNumber.write(new BigDecimal("1" + "0".repeat(500) + "e-500"))).isEqualTo("1");
	}

	@Test
	void writeWhenNumberIsHugeThenCostsNoMemoryAndNoTime() {
		BigInteger digits = new BigInteger("1" + "0".repeat(60_000));
		assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
			assertThat(PlainNumber.write(new BigDecimal("1e2147483647"))).isNull();
			assertThat(PlainNumber.write(new BigDecimal("1e-2147483647"))).isNull();
			assertThat(PlainNumber.write(new BigDecimal(digits, Integer.MIN_VALUE))).isNull();
			assertThat(PlainNumber.write(new BigDecimal(digits, Integer.MAX_VALUE))).isNull();
			assertThat(PlainNumber.write(new BigDecimal(digits.add(BigInteger.ONE), Integer.MAX_VALUE))).isNull();
			assertThat(PlainNumber.write(digits)).isNull();
			assertThat(PlainNumber.write(new BigDecimal(digits, 60_001))).isEqualTo("0.1");
		});
	}

	@ParameterizedTest
	@CsvSource({ "1970-01-01T00:00:00Z, 0", "2033-05-18T03:33:20Z, 2000000000",
			"2033-05-18T03:33:20.500Z, 2000000000.5", "1969-12-31T23:59:59Z, -1", "1969-12-31T23:59:58.750Z, -1.25" })
	void writeWhenInstantThenEpochSeconds(Instant instant, String expected) {
		assertThat(PlainNumber.write(instant)).isEqualTo(expected);
	}

	@Test
	void writeWhenInstantIsSaturatedThenWritten() {
		assertThat(PlainNumber.write(Instant.MAX)).isEqualTo("31556889864403199.999999999");
		assertThat(PlainNumber.write(Instant.MIN)).isEqualTo("-31557014167219200");
	}

}
