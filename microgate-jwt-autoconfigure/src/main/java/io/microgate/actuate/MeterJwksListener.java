package io.microgate.actuate;

import java.time.Duration;
import java.util.Locale;

import io.microgate.jwks.JwksListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times fetches of remote JWKS as {@code microgate.jwks.fetch} and counts tokens that
 * name an unknown key as {@code microgate.jwks.unknown.key}. All tags are bounded: the
 * name of a JWKS, the outcome.
 */
public final class MeterJwksListener implements JwksListener {

	private final Meter.MeterProvider<Timer> fetches;

	private final Meter.MeterProvider<Counter> unknownKeys;

	public MeterJwksListener(MeterRegistry registry) {
		this.fetches = Timer.builder("microgate.jwks.fetch")
			.description("Fetches of a remote JWKS")
			.withRegistry(registry);
		this.unknownKeys = Counter.builder("microgate.jwks.unknown.key")
			.description("Requests whose token names a key that the JWKS does not have")
			.withRegistry(registry);
	}

	@Override
	public void fetched(String jwks, Duration duration, boolean succeeded) {
		this.fetches.withTags("jwks", jwks, "outcome", succeeded ? "success" : "failure").record(duration);
	}

	@Override
	public void unknownKey(String jwks, UnknownKey outcome) {
		this.unknownKeys.withTags("jwks", jwks, "outcome", outcome.name().toLowerCase(Locale.ROOT)).increment();
	}

}
