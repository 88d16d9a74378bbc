package io.microgate.decision;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.microgate.PageBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));

	private final FailureLog log = new FailureLog(new Clock() {

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(java.time.ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return FailureLogTests.this.now.get();
		}

	});

	private static RuntimeException failure(String place) {
		RuntimeException failure = new IllegalStateException("eyJ.secret.token");
		failure
			.setStackTrace(new StackTraceElement[] { new StackTraceElement("foreign.Library", place, "Library.java", 7),
					new StackTraceElement("io.microgate.match.Facts", "read", "Facts.java", 3),
					new StackTraceElement("foreign.Server", "run", "Server.java", 1) });
		return failure;
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("ERROR") || line.contains("\tat ")).toList();
	}

	@Test
	void logWhenAPlaceFailsAgainThenOneLineAMinuteWithACount(CapturedOutput output) {
		for (int i = 0; i < 100; i++) {
			this.log.log("Refused", failure("one"));
		}
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith("Refused: java.lang.IllegalStateException at foreign.Library.one(Library.java:7), called by"
					+ " io.microgate.match.Facts.read(Facts.java:3)");
		this.now.updateAndGet((time) -> time.plus(Duration.ofSeconds(59)));
		this.log.log("Refused", failure("one"));
		assertThat(lines(output)).hasSize(1);
		this.now.updateAndGet((time) -> time.plus(Duration.ofSeconds(1)));
		this.log.log("Refused", failure("one"));
		assertThat(lines(output)).hasSize(2).last().asString().endsWith("(100 more since the last such line)");
		this.now.updateAndGet((time) -> time.plus(Duration.ofMinutes(1)));
		this.log.log("Refused", failure("one"));
		assertThat(lines(output)).hasSize(3).last().asString().doesNotContain("more since");
		assertThat(output).doesNotContain("secret", "foreign.Server");
	}

	@Test
	void warnWhenRepeatedThenOneLineAMinuteWithACount(CapturedOutput output) {
		for (int i = 0; i < 100; i++) {
			this.log.warn("Not set");
		}
		this.now.updateAndGet((time) -> time.plus(Duration.ofSeconds(59)));
		this.log.warn("Not set");
		assertThat(warnings(output)).singleElement().asString().endsWith("Not set");
		this.now.updateAndGet((time) -> time.plus(Duration.ofSeconds(1)));
		this.log.warn("Not set");
		assertThat(warnings(output)).hasSize(2)
			.last()
			.asString()
			.endsWith("Not set (100 more since the last such line)");
		this.now.updateAndGet((time) -> time.plus(Duration.ofMinutes(1)));
		this.log.warn("Not set");
		assertThat(warnings(output)).hasSize(3).last().asString().endsWith("Not set");
	}

	@Test
	void warnWhenTheClockIsSetBackThenNotSilent(CapturedOutput output) {
		this.log.warn("Not set");
		this.now.updateAndGet((time) -> time.minus(Duration.ofDays(1)));
		this.log.warn("Not set");
		assertThat(warnings(output)).hasSize(2);
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("WARN")).toList();
	}

	@Test
	void logWhenPlacesDifferThenALineForEach(CapturedOutput output) {
		this.log.log("Refused", failure("one"));
		this.log.log("Refused", failure("two"));
		this.log.log("A listener failed", failure("two"));
		assertThat(lines(output)).hasSize(3);
	}

	@Test
	void logWhenThereAreManyPlacesThenBounded(CapturedOutput output) {
		for (int i = 0; i < 5000; i++) {
			this.log.log("Refused", failure("generated" + i));
		}
		assertThat(lines(output)).hasSize(257);
	}

	@Test
	void logWhenThereIsNoStackTraceThenALineAllTheSame(CapturedOutput output) {
		RuntimeException failure = new IllegalStateException();
		failure.setStackTrace(new StackTraceElement[0]);
		this.log.log("Refused", failure);
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith("Refused: java.lang.IllegalStateException at an unknown place");
	}

	@Test
	void logWhenReferenceShowsLineThenTheOneThatIsPrinted(CapturedOutput output) throws IOException {
		RuntimeException failure = new IllegalArgumentException("secret");
		failure.setStackTrace(new StackTraceElement[] {
				new StackTraceElement(null, "java.base", null, "java.net.InetSocketAddress", "checkPort",
						"InetSocketAddress.java", 153),
				new StackTraceElement("io.microgate.reactive.GatewayReading", "agreesOnHost", "GatewayReading.java",
						46) });
		String line = PageBlock.read("docs/reference/operations.md", "Log lines about exceptions", "").strip();
		for (int i = 0; i < 18; i++) {
			this.log.log(line.substring(0, line.indexOf(':')), failure);
		}
		this.now.updateAndGet((time) -> time.plus(Duration.ofMinutes(1)));
		this.log.log(line.substring(0, line.indexOf(':')), failure);
		assertThat(lines(output)).last().asString().endsWith(line);
	}

}
