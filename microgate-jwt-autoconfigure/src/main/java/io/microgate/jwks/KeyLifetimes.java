package io.microgate.jwks;

import java.time.Duration;

import io.microgate.constraint.DurationText;

/**
 * How long fetched keys are used, compiled from {@code extensions.cache} of a JWKS.
 *
 * @param ttl age from which a key set is stale
 * @param refreshAhead how long before the end of the ttl a refresh starts
 * @param maxStale age from which a key set is no longer used
 * @param unknownKeyCooldown least time between two fetches for unknown keys
 */
record KeyLifetimes(Duration ttl, Duration refreshAhead, Duration maxStale, Duration unknownKeyCooldown) {

	static KeyLifetimes compile(JwksSpec.Cache spec) {
		return new KeyLifetimes(DurationText.parse(spec.ttl()), DurationText.parse(spec.refreshAhead()),
				DurationText.parse(spec.maxStale()), DurationText.parse(spec.unknownKeyCooldown()));
	}

	Duration refreshAfter() {
		return this.ttl.minus(this.refreshAhead);
	}

}
