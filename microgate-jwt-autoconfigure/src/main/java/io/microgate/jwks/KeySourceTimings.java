package io.microgate.jwks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Timings of key sources that no configuration changes. Public for the room that compiles
 * configurations; tests on a busy machine need other values.
 *
 * @param maxWait how long a request waits for a fetch at most
 * @param fileInterval how often the file of a local JWKS is read
 * @param firstBackoff the time to the next attempt after the first failed one, doubled
 * with each further one
 * @param serverStart completes when the web server of the application has started. Keys
 * on the loopback interface are fetched from then on, because that server may have them
 */
public record KeySourceTimings(Duration maxWait, Duration fileInterval, Duration firstBackoff,
		CompletableFuture<Void> serverStart) {

	/**
	 * The timings of every application.
	 */
	public static final KeySourceTimings DEFAULTS = new KeySourceTimings(Duration.ofSeconds(2), Duration.ofSeconds(5),
			Duration.ofSeconds(1));

	/**
	 * Creates timings that wait for no server.
	 * @param maxWait how long a request waits for a fetch at most
	 * @param fileInterval how often the file of a local JWKS is read
	 * @param firstBackoff the time to the next attempt after the first failed one
	 */
	public KeySourceTimings(Duration maxWait, Duration fileInterval, Duration firstBackoff) {
		this(maxWait, fileInterval, firstBackoff, CompletableFuture.completedFuture(null));
	}

	/**
	 * Waits for a server with the first fetches from the loopback interface.
	 * @param serverStart completes when the server has started
	 * @return the same timings otherwise
	 */
	public KeySourceTimings after(CompletableFuture<Void> serverStart) {
		return new KeySourceTimings(this.maxWait, this.fileInterval, this.firstBackoff, serverStart);
	}

}
