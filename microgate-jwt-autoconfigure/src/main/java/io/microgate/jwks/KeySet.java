package io.microgate.jwks;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The verification keys of one JWKS at one moment, immutable.
 */
public final class KeySet {

	/**
	 * A set without keys: no token can be verified.
	 */
	public static final KeySet EMPTY = new KeySet(List.of());

	private final List<VerificationKey> keys;

	public KeySet(List<VerificationKey> keys) {
		this.keys = List.copyOf(keys);
	}

	/**
	 * All keys in the order of the JWKS.
	 * @return the keys
	 */
	public List<VerificationKey> keys() {
		return this.keys;
	}

	/**
	 * The keys to try for a token: those with its key id, then those without one; every
	 * key when the token has no key id. Only keys that fit the algorithm.
	 * @param kid the token's key id
	 * @param algorithm the token's algorithm
	 * @return keys in the order in which they are tried
	 */
	public List<VerificationKey> candidates(@Nullable String kid, JwsAlgorithm algorithm) {
		List<VerificationKey> fitting = this.keys.stream()
			.filter((key) -> key.algorithms().contains(algorithm))
			.toList();
		if (kid == null) {
			return fitting;
		}
		return java.util.stream.Stream
			.concat(fitting.stream().filter((key) -> kid.equals(key.kid())),
					fitting.stream().filter((key) -> key.kid() == null))
			.toList();
	}

	/**
	 * Whether some key has this key id, whatever its algorithm.
	 * @param kid the key id
	 * @return whether the key id is known
	 */
	public boolean hasKid(String kid) {
		return this.keys.stream().anyMatch((key) -> Objects.equals(kid, key.kid()));
	}

}
