package io.microgate.migration;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A token of a table, by what differs from a good one.
 *
 * @param name what the table calls it
 * @param raw what is sent instead of a signed token, empty for nothing, {@code null} if
 * it is signed
 * @param header replaces parameters of the header
 * @param claims replaces claims
 * @param times replaces times, in seconds from now
 * @param stranger whether another key signs it
 */
record TokenRow(String name, @Nullable String raw, Map<String, Object> header, Map<String, Object> claims,
		Map<String, Integer> times, boolean stranger) {

	/** A token that every configuration accepts. */
	static final TokenRow GOOD = of(Map.of("name", "good"));

	static List<TokenRow> table() {
		return Yamls.rows("tokens.yaml", "tokens").stream().map(TokenRow::of).toList();
	}

	/**
	 * Reads a row.
	 * @param row its members
	 * @return the token
	 */
	@SuppressWarnings("unchecked")
	static TokenRow of(Map<String, Object> row) {
		return new TokenRow((String) row.get("name"), (String) row.get("raw"),
				(Map<String, Object>) row.getOrDefault("header", Map.of()),
				(Map<String, Object>) row.getOrDefault("claims", Map.of()),
				(Map<String, Integer>) row.getOrDefault("times", Map.of()), row.containsKey("stranger"));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
