package io.microgate.jwks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import io.microgate.jose.VerificationKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a JWKS have changed. Published as an application event for every change,
 * the first keys after the start included, by the thread that fetched the keys: a
 * listener must not block it.
 *
 * @param jwks name of the JWKS
 * @param added key ids of the keys that have come, {@code -} for a key without one; as
 * the JWKS has them, so not fit for a log line
 * @param removed key ids of the keys that are gone. A key whose material has changed is
 * both
 */
public record JwksKeysChangedEvent(String jwks, List<String> added, List<String> removed) {

	/**
	 * Creates an event.
	 * @param jwks name of the JWKS
	 * @param added key ids of the keys that have come
	 * @param removed key ids of the keys that are gone
	 */
	public JwksKeysChangedEvent {
		added = List.copyOf(added);
		removed = List.copyOf(removed);
	}

	static @Nullable JwksKeysChangedEvent between(String jwks, @Nullable ParsedKeySet before,
			@Nullable ParsedKeySet after) {
		List<VerificationKey> old = (before != null) ? keys(before.keys()) : List.of();
		List<VerificationKey> current = (after != null) ? keys(after.keys()) : List.of();
		return of(jwks, keyIdsWithout(current, old), keyIdsWithout(old, current));
	}

	/** Without what has been added. */
	static @Nullable JwksKeysChangedEvent removed(String jwks, @Nullable KeySet before, @Nullable KeySet after) {
		return of(jwks, List.of(), keyIdsWithout(keys(before), keys(after)));
	}

	private static @Nullable JwksKeysChangedEvent of(String jwks, List<String> added, List<String> removed) {
		return (added.isEmpty() && removed.isEmpty()) ? null : new JwksKeysChangedEvent(jwks, added, removed);
	}

	private static List<VerificationKey> keys(@Nullable KeySet keySet) {
		return (keySet != null) ? keySet.keys() : List.of();
	}

	private static List<String> keyIdsWithout(List<VerificationKey> keys, List<VerificationKey> others) {
		List<VerificationKey> rest = new ArrayList<>(keys);
		rest.removeAll(new HashSet<>(others));
		return KeySourceFacts.keyIds(rest);
	}

}
