package io.microgate.jwks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Last known state of a key source.
 *
 * @param provider {@code remote} or {@code local}
 * @param attempted whether a first attempt to get keys has ended
 * @param usable whether there are keys that tokens may be judged by
 * @param keyIds key ids of the keys at hand, {@code -} for a key without one
 * @param lastSuccess when keys were last fetched or read
 * @param lastAttempt when the last attempt ended
 * @param lastError why the last attempt failed, or which broken file or SSL bundle stays
 * out of use; {@code null} for neither
 * @param age time since the last success
 * @param stale whether the keys are older than their time to live
 * @param warning what is wrong with the key set although all its keys are usable,
 * {@code null} for nothing
 */
public record JwksState(String provider, boolean attempted, boolean usable, List<String> keyIds,
		@Nullable Instant lastSuccess, @Nullable Instant lastAttempt, @Nullable String lastError,
		@Nullable Duration age, boolean stale, @Nullable String warning) {
}
