package io.microgate.decision;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a client is told when its request is refused. It never learns which check failed.
 *
 * @param reason why, which says the status
 * @param challenges the values of {@code WWW-Authenticate}, one for each header field
 * @param retryAfter time after which another try makes sense, whole seconds
 */
public record Refusal(DenyReason reason, List<String> challenges, @Nullable Duration retryAfter) {

	/**
	 * The HTTP status of the refusal.
	 * @return the status code
	 */
	public int status() {
		return this.reason.status();
	}

}
