package io.microgate.jwks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.VerificationKey;
import org.jspecify.annotations.Nullable;

/**
 * The verification keys of one JWKS at one moment, immutable. Look-ups are prepared, so
 * that they cost a request no more than a map access, however many keys there are.
 */
public final class KeySet {

	/**
	 * Maximum number of keys that a token tries. Anyone can send a token that fits all
	 * keys without a key id, and each key costs a signature check.
	 */
	public static final int MAX_TRIED = 8;

	/**
	 * A set without keys: no token can be verified.
	 */
	public static final KeySet EMPTY = new KeySet(List.of());

	private final List<VerificationKey> keys;

	private final Map<JwsAlgorithm, Candidates> all;

	private final Map<JwsAlgorithm, Candidates> withoutKid;

	private final Map<String, Map<JwsAlgorithm, Candidates>> byKid = new HashMap<>();

	public KeySet(List<VerificationKey> keys) {
		this.keys = List.copyOf(keys);
		List<VerificationKey> unnamed = new ArrayList<>();
		Map<String, List<VerificationKey>> named = new HashMap<>();
		for (VerificationKey key : this.keys) {
			if (key.kid() != null) {
				named.computeIfAbsent(key.kid(), (kid) -> new ArrayList<>(1)).add(key);
			}
			else {
				unnamed.add(key);
			}
		}
		this.all = index(this.keys, Map.of());
		this.withoutKid = index(unnamed, Map.of());
		for (Map.Entry<String, List<VerificationKey>> group : named.entrySet()) {
			this.byKid.put(group.getKey(), index(group.getValue(), this.withoutKid));
		}
	}

	/**
	 * Returns all keys in the order of the JWKS.
	 * @return the keys
	 */
	public List<VerificationKey> keys() {
		return this.keys;
	}

	/**
	 * Returns the keys to try for a token: those with its key id, then those without one;
	 * every key when the token has no key id. Only keys that fit the algorithm, and no
	 * more than {@value #MAX_TRIED} of them.
	 * @param kid the token's key id
	 * @param algorithm the token's algorithm
	 * @return keys in the order in which they are tried
	 */
	public Candidates candidates(@Nullable String kid, JwsAlgorithm algorithm) {
		Map<JwsAlgorithm, Candidates> index = (kid != null) ? this.byKid.getOrDefault(kid, this.withoutKid) : this.all;
		return index.getOrDefault(algorithm, Candidates.NONE);
	}

	/**
	 * Returns whether some key has this key id, whatever its algorithm.
	 * @param kid the key id
	 * @return whether the key id is known
	 */
	public boolean hasKid(String kid) {
		return this.byKid.containsKey(kid);
	}

	/**
	 * Returns the algorithms with more keys without a key id than a token tries.
	 * @return the algorithms, none if every such key is tried
	 */
	Set<JwsAlgorithm> crowdedAlgorithms() {
		Set<JwsAlgorithm> crowded = EnumSet.noneOf(JwsAlgorithm.class);
		for (Map.Entry<JwsAlgorithm, Candidates> entry : this.withoutKid.entrySet()) {
			if (!entry.getValue().complete()) {
				crowded.add(entry.getKey());
			}
		}
		return crowded;
	}

	private static Map<JwsAlgorithm, Candidates> index(List<VerificationKey> keys,
			Map<JwsAlgorithm, Candidates> others) {
		Map<JwsAlgorithm, Candidates> index = new EnumMap<>(JwsAlgorithm.class);
		for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
			List<VerificationKey> fitting = new ArrayList<>();
			for (VerificationKey key : keys) {
				if (key.algorithms().contains(algorithm)) {
					fitting.add(key);
				}
			}
			Candidates candidates = Candidates.of(fitting, others.getOrDefault(algorithm, Candidates.NONE));
			if (!candidates.keys().isEmpty()) {
				index.put(algorithm, candidates);
			}
		}
		return index;
	}

	/**
	 * The keys that a token tries.
	 *
	 * @param keys the keys in the order in which they are tried
	 * @param complete whether these are all keys that fit, so that a token that none of
	 * them verifies is not signed by a key of the set
	 */
	public record Candidates(List<VerificationKey> keys, boolean complete) {

		static final Candidates NONE = new Candidates(List.of(), true);

		static Candidates of(List<VerificationKey> first, Candidates then) {
			if (first.isEmpty()) {
				return then;
			}
			List<VerificationKey> fitting = new ArrayList<>(first);
			fitting.addAll(then.keys);
			return (fitting.size() <= MAX_TRIED) ? new Candidates(List.copyOf(fitting), then.complete)
					: new Candidates(List.copyOf(fitting.subList(0, MAX_TRIED)), false);
		}

	}

}
