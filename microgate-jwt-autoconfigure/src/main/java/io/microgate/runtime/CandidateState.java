package io.microgate.runtime;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What has become of a candidate.
 *
 * @param location where it is written
 * @param since since when it decides beside the configuration in force, {@code null} if
 * it does not
 * @param lastError why what was last read does not, {@code null} if it does; quotes no
 * value of it
 * @param compared how many requests it has decided
 * @param different how many of them differently from the configuration in force
 */
public record CandidateState(String location, @Nullable Instant since, @Nullable String lastError, long compared,
		long different) {
}
