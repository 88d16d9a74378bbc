package io.microgate.decision;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The outcome for a request: allowed, or denied with a reason.
 *
 * @param reason why the request is denied, {@code null} when it is allowed
 * @param retryAfter time after which another try makes sense, whole seconds
 */
public record Decision(@Nullable DenyReason reason, @Nullable Duration retryAfter) {

	/**
	 * The request is let through.
	 */
	public static final Decision ALLOW = new Decision(null, null);

	/**
	 * The request is refused.
	 * @param reason why
	 * @return the decision
	 */
	public static Decision deny(DenyReason reason) {
		return new Decision(reason, null);
	}

	/**
	 * Whether the request is let through.
	 * @return {@code false} for every refusal
	 */
	public boolean allowed() {
		return this.reason == null;
	}

}
