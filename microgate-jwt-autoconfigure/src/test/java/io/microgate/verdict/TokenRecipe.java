package io.microgate.verdict;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a token is made: a good token, but for what the recipe says.
 *
 * @param values the recipe as written in the table: {@code key} (signs, names the kid),
 * {@code alg} (signs, may be one that {@link Signer} misuses), {@code header} and
 * {@code claims} (added to those of a good token, {@code now+5m} is a time),
 * {@code drop-header} and {@code drop} (left out), {@code header-json} and
 * {@code payload} (written by hand, {@code {members}} are those of the good one),
 * {@code depth} (nesting of a claim), {@code size} (length of the token in characters),
 * {@code surgery} (see {@link Surgery}), {@code jwk} (of a proof: the key that it names,
 * {@code private} for its own with the private part), {@code text} (no token at all but
 * this)
 */
record TokenRecipe(Map<String, Object> values) {

	private static final Set<String> KNOWN = Set.of("key", "alg", "header", "claims", "drop-header", "drop",
			"header-json", "payload", "depth", "header-depth", "size", "surgery", "text", "jwk");

	/** A good token. */
	static final TokenRecipe GOOD = new TokenRecipe(Map.of());

	TokenRecipe {
		if (!KNOWN.containsAll(values.keySet())) {
			throw new IllegalArgumentException("Unknown ingredient in token recipe " + values);
		}
	}

	String text(String name, String defaultValue) {
		return (String) this.values.getOrDefault(name, defaultValue);
	}

	int number(String name) {
		return (Integer) this.values.getOrDefault(name, 0);
	}

	@SuppressWarnings("unchecked")
	Map<String, Object> map(String name) {
		return (Map<String, Object>) this.values.getOrDefault(name, Map.of());
	}

	@SuppressWarnings("unchecked")
	List<String> list(String name) {
		return (List<String>) this.values.getOrDefault(name, List.of());
	}

}
