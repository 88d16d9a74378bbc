package io.microgate.runtime;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of the reloads of an application.
 *
 * @param inForceSince since when the configuration in force is
 * @param lastAttempt when a configuration was last read, {@code null} if none was since
 * the start
 * @param lastError why the configuration that was last read is not in force, {@code null}
 * if it is; quotes no value of it
 * @param succeeded how many were good
 * @param failed how many were not
 */
public record ReloadState(Instant inForceSince, @Nullable Instant lastAttempt, @Nullable String lastError,
		long succeeded, long failed) {

	static ReloadState started(Instant now) {
		return new ReloadState(now, null, null, 0, 0);
	}

	ReloadState replaced(Instant now) {
		return new ReloadState(now, now, null, this.succeeded + 1, this.failed);
	}

	ReloadState unchanged(Instant now) {
		return new ReloadState(this.inForceSince, now, null, this.succeeded + 1, this.failed);
	}

	ReloadState refused(String error, Instant now) {
		return new ReloadState(this.inForceSince, now, error, this.succeeded, this.failed + 1);
	}

}
