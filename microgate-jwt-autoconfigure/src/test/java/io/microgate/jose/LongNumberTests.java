package io.microgate.jose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LongNumber}, and for what {@link StrictJson} makes of long numbers.
 */
class LongNumberTests {

	private static Object read(String number) throws MalformedJoseException {
		return StrictJson.parseUnverified(("{\"a\":" + number + "}").getBytes(StandardCharsets.UTF_8)).get("a");
	}

	private static String fill(String number) {
		return number.replace("N", "9".repeat(1500)).replace("Z", "0".repeat(1500));
	}

	@Test
	void parseUnverifiedWhenNumberIsShortThenExact() throws Exception {
		assertThat(read("7")).isEqualTo(7L);
		assertThat(read("9".repeat(1000))).isEqualTo(new BigInteger("9".repeat(1000)));
		assertThat(read("-1.50e3")).isEqualTo(new BigDecimal("-1.50e3"));
		assertThat(read("9".repeat(1001))).isInstanceOf(LongNumber.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "N", "-N", "N.5", "0.N", "0.Z1", "1.Z1", "-1.Z1", "1.Z", "1Z", "1Ze-1500", "-0.Z", "Ne5",
			"NE-3000", "1.NE+7", "12345678901.N" })
	void shortenedWhenComparedWithFewerDigitsThenAsTheExactNumber(String number) throws Exception {
		String text = fill(number);
		BigDecimal exact = new BigDecimal(text);
		LongNumber read = (LongNumber) read(text);
		BigDecimal shortened = read.shortened();
		assertThat(shortened.precision()).isLessThanOrEqualTo(1001);
		assertThat(shortened.signum()).isEqualTo(exact.signum());
		for (String other : List.of("0", "1", "-1", "0.1", "12345678901.999999999", "12345678902", "1e1500",
				"-1.000000001", "1e-1501")) {
			assertThat(shortened.compareTo(new BigDecimal(other))).as(other)
				.isEqualTo(exact.compareTo(new BigDecimal(other)));
		}
		assertThat(new BigDecimal(read.exact().toString())).isEqualByComparingTo(exact);
	}

	@Test
	void shortenedWhenExponentIsHugeThenFinite() throws Exception {
		assertThat(((LongNumber) read(fill("1e1N"))).shortened()).isEqualByComparingTo("1e999999999");
		assertThat(((LongNumber) read(fill("1e-1N"))).shortened()).isEqualByComparingTo("1e-999999999");
		assertThat(((LongNumber) read(fill("1eZ3"))).shortened()).isEqualByComparingTo("1000");
	}

	@Test
	void exactWhenNestedThenEveryNumberIs() throws Exception {
		String digits = fill("N");
		Map<String, Object> read = StrictJson.parseUnverified(
				"{\"a\":[{\"b\":%1$s},1],\"c\":%1$s.5,\"d\":null}".formatted(digits).getBytes(StandardCharsets.UTF_8));
		BigInteger number = new BigInteger(digits);
		assertThat(LongNumber.exact(read)).containsEntry("a", List.of(Map.of("b", number), 1L))
			.containsEntry("c", new BigDecimal(digits + ".5"))
			.containsEntry("d", null);
		Map<String, Object> without = Map.of("a", List.of(1L));
		assertThat(LongNumber.exact(without)).isSameAs(without);
	}

}
