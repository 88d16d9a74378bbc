package io.microgate.revocation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * State of a list of revoked tokens.
 *
 * @param entries how many entries are in force, {@code null} while no valid file has been
 * read, so that tokens cannot be judged
 * @param since when they were first read, {@code null} while no valid file has been read
 * @param lastError why the file that is there now is not in force, {@code null} if it is;
 * quotes nothing of it
 */
public record RevocationState(@Nullable Integer entries, @Nullable Instant since, @Nullable String lastError) {
}
