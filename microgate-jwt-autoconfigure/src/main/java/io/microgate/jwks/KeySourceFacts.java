package io.microgate.jwks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.jose.VerificationKey;
import org.jspecify.annotations.Nullable;

/**
 * Immutable snapshot of what a key source knows.
 *
 * @param keySet the key set of the last success, {@code null} before the first
 * @param lastSuccess when keys were last fetched or read
 * @param lastAttempt when the last attempt ended
 * @param lastError why the last attempt failed, {@code null} when it did not
 */
record KeySourceFacts(@Nullable ParsedKeySet keySet, @Nullable Instant lastSuccess, @Nullable Instant lastAttempt,
		@Nullable String lastError) {

	static final KeySourceFacts NOTHING = new KeySourceFacts(null, null, null, null);

	KeySourceFacts succeeded(ParsedKeySet fetched, Instant now) {
		return new KeySourceFacts(fetched, now, now, null);
	}

	KeySourceFacts failed(String cause, Instant now) {
		return new KeySourceFacts(this.keySet, this.lastSuccess, now, cause);
	}

	/**
	 * The same with an error that is not about the last attempt, which comes first.
	 */
	KeySourceFacts with(@Nullable String error) {
		return (this.lastError != null || error == null) ? this
				: new KeySourceFacts(this.keySet, this.lastSuccess, this.lastAttempt, error);
	}

	/**
	 * Returns whether there is a key set whose age is within a limit.
	 * @param limit the greatest age
	 * @param now the time
	 * @return {@code false} also when there is no key set
	 */
	boolean within(Duration limit, Instant now) {
		return this.lastSuccess != null && !now.isAfter(this.lastSuccess.plus(limit));
	}

	JwksState state(String provider, Instant now, boolean usable, boolean stale) {
		return new JwksState(provider, this.lastAttempt != null, usable, keyIds(), this.lastSuccess, this.lastAttempt,
				this.lastError, (this.lastSuccess != null) ? Duration.between(this.lastSuccess, now) : null, stale,
				(this.keySet != null) ? this.keySet.warning() : null);
	}

	private List<String> keyIds() {
		return (this.keySet != null) ? keyIds(this.keySet.keys().keys()) : List.of();
	}

	/** Returns the names of keys for lists of key ids. */
	static List<String> keyIds(List<VerificationKey> keys) {
		List<String> keyIds = new ArrayList<>();
		for (VerificationKey key : keys) {
			keyIds.add(Objects.requireNonNullElse(key.kid(), "-"));
		}
		return keyIds;
	}

}
