package io.microgate.actuate;

import java.time.Duration;
import java.util.Locale;

import io.microgate.jwks.JwksKeysChangedEvent;
import io.microgate.jwks.JwksListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times fetches of remote JWKS as {@code microgate.jwks.fetch}, counts changed keys as
 * {@code microgate.jwks.key.changes} and tokens that name an unknown key as
 * {@code microgate.jwks.unknown.key}. All tags are bounded: the name of a JWKS, the
 * outcome, the change.
 */
public final class MeterJwksListener implements JwksListener {

	private final Meter.MeterProvider<Timer> fetches;

	private final Meter.MeterProvider<Counter> keyChanges;

	private final Meter.MeterProvider<Counter> unknownKeys;

	public MeterJwksListener(MeterRegistry registry) {
		this.fetches = Timer.builder("microgate.jwks.fetch")
			.description("Fetches of a remote JWKS")
			.withRegistry(registry);
		this.keyChanges = Counter.builder("microgate.jwks.key.changes")
			.description("Keys that were added to a JWKS or removed from it")
			.withRegistry(registry);
		this.unknownKeys = Counter.builder("microgate.jwks.unknown.key")
			.description("Requests whose token names a key that the JWKS does not have")
			.withRegistry(registry);
	}

	@Override
	public void fetched(String jwks, Duration duration, boolean succeeded) {
		this.fetches.withTags("jwks", jwks, "outcome", succeeded ? "success" : "failure").record(duration);
	}

	/**
	 * Counts both changes, also if there is none: a counter that appears with its first
	 * event shows no increase.
	 */
	@Override
	public void keysChanged(JwksKeysChangedEvent change) {
		this.keyChanges.withTags("jwks", change.jwks(), "change", "added").increment(change.added().size());
		this.keyChanges.withTags("jwks", change.jwks(), "change", "removed").increment(change.removed().size());
	}

	@Override
	public void unknownKey(String jwks, UnknownKey outcome) {
		this.unknownKeys.withTags("jwks", jwks, "outcome", outcome.name().toLowerCase(Locale.ROOT)).increment();
	}

}
