package io.microgate.jwks;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The keys of a JWKS have changed. Published as an application event for every change,
 * the first keys after the start included, by the thread that got the keys: a listener
 * must not block it.
 *
 * @param jwks name of the JWKS
 * @param added key ids of the keys that have come, {@code -} for a key without one; as
 * the JWKS has them, so not fit for a log line
 * @param removed key ids of the keys that are gone. A key whose material has changed is
 * both
 */
public record JwksKeysChangedEvent(String jwks, List<String> added, List<String> removed) {

	public JwksKeysChangedEvent {
		added = List.copyOf(added);
		removed = List.copyOf(removed);
	}

	static @Nullable JwksKeysChangedEvent between(String jwks, @Nullable ParsedKeySet before,
			@Nullable ParsedKeySet after) {
		List<String> added = keyIdsWithout(keys(after), keys(before));
		List<String> removed = keyIdsWithout(keys(before), keys(after));
		return (added.isEmpty() && removed.isEmpty()) ? null : new JwksKeysChangedEvent(jwks, added, removed);
	}

	private static List<VerificationKey> keys(@Nullable ParsedKeySet keySet) {
		return (keySet != null) ? keySet.keys().keys() : List.of();
	}

	private static List<String> keyIdsWithout(List<VerificationKey> keys, List<VerificationKey> others) {
		List<VerificationKey> rest = new ArrayList<>(keys);
		rest.removeAll(others);
		return rest.stream().map(KeySourceFacts::keyId).toList();
	}

}
