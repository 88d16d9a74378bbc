package io.microgate.jwks;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.microgate.jose.JwsAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * A JWK set as it was read.
 *
 * @param keys the usable keys
 * @param remarks one for each JWK of the set, used or not
 */
record ParsedKeySet(KeySet keys, List<KeyRemark> remarks) {

	ParsedKeySet {
		remarks = List.copyOf(remarks);
	}

	/**
	 * Says what is wrong with the set although all its keys are usable.
	 * @return a sentence without subject, {@code null} for nothing
	 */
	@Nullable String warning() {
		Set<JwsAlgorithm> algorithms = this.keys.crowdedAlgorithms();
		if (algorithms.isEmpty()) {
			return null;
		}
		return "has more than " + KeySet.MAX_TRIED + " keys without 'kid' for "
				+ algorithms.stream().map(JwsAlgorithm::name).collect(Collectors.joining(", ")) + ". A token tries "
				+ KeySet.MAX_TRIED + " keys and is then rejected with 401, so the keys that come later in the set may "
				+ "never be used. Have the provider give each key a 'kid', or remove keys that are no longer used";
	}

}
