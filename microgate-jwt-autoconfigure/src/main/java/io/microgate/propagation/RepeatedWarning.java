package io.microgate.propagation;

import java.time.Clock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A warning that requests cause: logged at most once a minute, so that no client can fill
 * the log.
 */
final class RepeatedWarning {

	private static final Log logger = LogFactory.getLog(PropagatedField.class);

	private static final long INTERVAL_MILLIS = 60_000;

	private final String text;

	private final Clock clock;

	private long last = Long.MIN_VALUE;

	private long omitted;

	/**
	 * Creates a warning.
	 * @param text what is logged
	 * @param clock tells when it may be logged again
	 */
	RepeatedWarning(String text, Clock clock) {
		this.text = text;
		this.clock = clock;
	}

	/**
	 * Logs the warning unless it was logged within the last minute. A clock that has been
	 * set back does not silence it.
	 */
	synchronized void log() {
		long now = this.clock.millis();
		if (this.last != Long.MIN_VALUE && now >= this.last && now - this.last < INTERVAL_MILLIS) {
			this.omitted++;
			return;
		}
		logger.warn((this.omitted > 0) ? "%s (%d more since the last such line)".formatted(this.text, this.omitted)
				: this.text);
		this.last = now;
		this.omitted = 0;
	}

}
