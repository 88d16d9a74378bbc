package io.microgate.jwks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The verification keys of one JWKS at one moment, immutable. Look-ups are prepared, so
 * that they cost a request no more than a map access.
 */
public final class KeySet {

	/**
	 * A set without keys: no token can be verified.
	 */
	public static final KeySet EMPTY = new KeySet(List.of());

	private final List<VerificationKey> keys;

	private final Map<JwsAlgorithm, List<VerificationKey>> all;

	private final Map<JwsAlgorithm, List<VerificationKey>> withoutKid;

	private final Map<String, Map<JwsAlgorithm, List<VerificationKey>>> byKid = new HashMap<>();

	public KeySet(List<VerificationKey> keys) {
		this.keys = List.copyOf(keys);
		this.all = index(this.keys);
		List<VerificationKey> anonymous = select((key) -> key.kid() == null);
		this.withoutKid = index(anonymous);
		for (VerificationKey key : this.keys) {
			String kid = key.kid();
			if (kid != null && !this.byKid.containsKey(kid)) {
				List<VerificationKey> candidates = new ArrayList<>(select((other) -> kid.equals(other.kid())));
				candidates.addAll(anonymous);
				this.byKid.put(kid, index(candidates));
			}
		}
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
		Map<JwsAlgorithm, List<VerificationKey>> index = (kid != null) ? this.byKid.getOrDefault(kid, this.withoutKid)
				: this.all;
		return index.getOrDefault(algorithm, List.of());
	}

	/**
	 * Whether some key has this key id, whatever its algorithm.
	 * @param kid the key id
	 * @return whether the key id is known
	 */
	public boolean hasKid(String kid) {
		return this.byKid.containsKey(kid);
	}

	private List<VerificationKey> select(Predicate<VerificationKey> condition) {
		return this.keys.stream().filter(condition).toList();
	}

	private static Map<JwsAlgorithm, List<VerificationKey>> index(List<VerificationKey> keys) {
		Map<JwsAlgorithm, List<VerificationKey>> index = new EnumMap<>(JwsAlgorithm.class);
		for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
			List<VerificationKey> fitting = keys.stream()
				.filter((key) -> key.algorithms().contains(algorithm))
				.toList();
			if (!fitting.isEmpty()) {
				index.put(algorithm, fitting);
			}
		}
		return index;
	}

}
