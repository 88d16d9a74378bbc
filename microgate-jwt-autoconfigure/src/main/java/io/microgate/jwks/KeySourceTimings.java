package io.microgate.jwks;

import java.time.Duration;

/**
 * Timings of key sources that no configuration changes. Public for the room that compiles
 * configurations; tests on a busy machine need other values.
 *
 * @param maxWait how long a request waits for a fetch at most
 * @param fileInterval how often the file of a local JWKS is read
 * @param firstBackoff the time to the next attempt after the first failed one, doubled
 * with each further one
 */
public record KeySourceTimings(Duration maxWait, Duration fileInterval, Duration firstBackoff) {

	/**
	 * The timings of every application.
	 */
	public static final KeySourceTimings DEFAULTS = new KeySourceTimings(Duration.ofSeconds(2), Duration.ofSeconds(5),
			Duration.ofSeconds(1));

}
