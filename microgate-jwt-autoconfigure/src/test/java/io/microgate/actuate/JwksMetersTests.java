package io.microgate.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.microgate.jwks.JwksState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JwksMeters}.
 */
class JwksMetersTests {

	private static final Instant SUCCESS = Instant.parse("2030-01-01T00:00:00Z");

	private static final JwksState NOT_ATTEMPTED = new JwksState("remote", false, false, List.of(), null, null, null,
			null, false, null);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final TestJwksSource source = new TestJwksSource("idp", NOT_ATTEMPTED);

	JwksMetersTests() {
		JwksMeters.register(this.source, this.registry);
		JwksMeters.register(new TestJwksSource("other", NOT_ATTEMPTED), this.registry);
	}

	private double value(String meter) {
		return this.registry.get(meter).tag("jwks", "idp").gauge().value();
	}

	private static JwksState state(boolean usable, Duration age, boolean stale) {
		return new JwksState("remote", true, usable, List.of("a", "-"), SUCCESS, SUCCESS, null, age, stale, null);
	}

	@Test
	void gaugesWhenNothingIsFetchedYetThenNoKeysAndNoAge() {
		assertThat(value("microgate.jwks.keys")).isZero();
		assertThat(value("microgate.jwks.age")).isNaN();
		assertThat(value("microgate.jwks.stale")).isZero();
	}

	@Test
	void gaugesWhenKeysThenCountAndAgeInSeconds() {
		this.source.become(state(true, Duration.ofMillis(61_500), false));
		assertThat(value("microgate.jwks.keys")).isEqualTo(2);
		assertThat(value("microgate.jwks.age")).isEqualTo(61.5);
		assertThat(value("microgate.jwks.stale")).isZero();
	}

	@Test
	void gaugesWhenStaleThenOneAndKeysCount() {
		this.source.become(state(true, Duration.ofHours(1), true));
		assertThat(value("microgate.jwks.stale")).isOne();
		assertThat(value("microgate.jwks.keys")).isEqualTo(2);
	}

	@Test
	void gaugesWhenKeysAreTooOldThenNoKeys() {
		this.source.become(state(false, Duration.ofHours(7), true));
		assertThat(value("microgate.jwks.keys")).isZero();
		assertThat(value("microgate.jwks.age")).isEqualTo(7 * 3600);
	}

	@Test
	void gaugesWhenSeveralSourcesThenOneEach() {
		assertThat(this.registry.get("microgate.jwks.keys").gauges()).hasSize(2);
	}

}
