package io.microgate.jwks;

import java.time.Duration;

/**
 * Is notified of what happens to key sources. Called by the threads that fetch keys and,
 * for unknown keys, by those of requests: an implementation must not block.
 */
public interface JwksListener {

	/**
	 * A fetch of a remote JWKS has ended.
	 * @param jwks name of the JWKS
	 * @param duration how long it took
	 * @param succeeded whether it brought a usable key set
	 */
	default void fetched(String jwks, Duration duration, boolean succeeded) {
	}

	/**
	 * The keys of a JWKS have changed.
	 * @param change what changed
	 */
	default void keysChanged(JwksKeysChangedEvent change) {
	}

	/**
	 * A token names a key that a remote JWKS does not have.
	 * @param jwks name of the JWKS
	 * @param outcome whether a fetch follows
	 */
	default void unknownKey(String jwks, UnknownKey outcome) {
	}

	/**
	 * Whether a fetch follows from a token that names an unknown key.
	 */
	enum UnknownKey {

		/** It causes a fetch. */
		FETCHED,

		/** It joins a fetch that another one has caused. */
		JOINED,

		/** It causes none, because the last one was less than a cooldown ago. */
		SUPPRESSED

	}

}
