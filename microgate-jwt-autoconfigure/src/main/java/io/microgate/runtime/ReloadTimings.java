package io.microgate.runtime;

import java.time.Duration;

/**
 * Timings of the reload of manifests that no configuration changes. Tests on a busy
 * machine need other values.
 *
 * @param interval how often manifests are polled
 * @param grace how long a key source that is no longer configured goes on, for the
 * requests that wait for it
 */
record ReloadTimings(Duration interval, Duration grace) {

	/**
	 * The timings of every application. The grace is longer than any request waits.
	 */
	static final ReloadTimings DEFAULTS = new ReloadTimings(Duration.ofSeconds(2), Duration.ofSeconds(5));

}
