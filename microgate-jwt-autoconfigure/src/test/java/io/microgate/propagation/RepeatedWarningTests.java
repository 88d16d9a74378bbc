package io.microgate.propagation;

import java.time.Duration;

import io.microgate.jwks.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RepeatedWarning}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RepeatedWarningTests {

	private final MutableClock clock = new MutableClock();

	private final RepeatedWarning warning = new RepeatedWarning("Not set", this.clock);

	@Test
	void logWhenRepeatedThenOneLineAMinuteWithACount(CapturedOutput output) {
		for (int i = 0; i < 100; i++) {
			this.warning.log();
		}
		this.clock.advance(Duration.ofSeconds(59));
		this.warning.log();
		assertThat(lines(output)).hasSize(1).allMatch((line) -> line.endsWith("Not set"));
		this.clock.advance(Duration.ofSeconds(1));
		this.warning.log();
		assertThat(lines(output)).hasSize(2).last().asString().endsWith("Not set (100 more since the last such line)");
		this.clock.advance(Duration.ofMinutes(1));
		this.warning.log();
		assertThat(lines(output)).hasSize(3).last().asString().endsWith("Not set");
	}

	@Test
	void logWhenTheClockIsSetBackThenNotSilent(CapturedOutput output) {
		this.warning.log();
		this.clock.advance(Duration.ofDays(-1));
		this.warning.log();
		assertThat(lines(output)).hasSize(2);
	}

	private static Iterable<String> lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("WARN")).toList();
	}

}
