package io.microgate.jwt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;

import org.jspecify.annotations.Nullable;

/**
 * Derives claims from a token's own claims, each in place of the token's claim of that
 * name. Derived claims do not see each other.
 */
final class DerivedClaims {

	private final List<Derivation> derivations;

	private DerivedClaims(List<Derivation> derivations) {
		this.derivations = derivations;
	}

	/**
	 * Compiles derived claims.
	 * @param specs specs by name of the derived claim, checked
	 * @return the derived claims
	 */
	static DerivedClaims compile(Map<String, JwtSpec.DerivedClaim> specs) {
		List<Derivation> derivations = new ArrayList<>(specs.size());
		specs.forEach((name, spec) -> derivations.add(new Derivation(name,
				Objects.requireNonNull(spec.path(), "'path' must be set"), spec.split(), spec.keys())));
		return new DerivedClaims(List.copyOf(derivations));
	}

	/**
	 * Replaces claims by derived ones. A derived claim without a value leaves no claim of
	 * its name, so that a token cannot supply it itself.
	 * @param given the claims to replace
	 * @param own the token's own claims
	 * @return the same claims if none are derived
	 */
	Map<String, @Nullable Object> replacedIn(Map<String, @Nullable Object> given, Map<String, @Nullable Object> own) {
		if (this.derivations.isEmpty()) {
			return given;
		}
		Map<String, @Nullable Object> claims = new LinkedHashMap<>(given);
		for (Derivation derivation : this.derivations) {
			Object value = derivation.value(own);
			// Spring's tokens need a claim, and one that is null counts as absent
			if (value != null || claims.keySet().equals(Set.of(derivation.name()))) {
				claims.put(derivation.name(), value);
			}
			else {
				claims.remove(derivation.name());
			}
		}
		return claims;
	}

	/**
	 * Marks the derived claims that are absent although the token has something there: of
	 * another kind than it can be derived from. A condition must not take that for a
	 * token that lacks the claim.
	 * @param claims the claims, derived ones included
	 * @param own the token's own claims
	 * @return the same claims if there is nothing to mark
	 */
	Map<String, Object> markUnderived(Map<String, Object> claims, Map<String, @Nullable Object> own) {
		Map<String, Object> marked = claims;
		for (Derivation derivation : this.derivations) {
			if (derivation.find(own) == UnderivedClaim.OTHER_KIND) {
				marked = (marked == claims) ? new LinkedHashMap<>(claims) : marked;
				marked.put(derivation.name(), UnderivedClaim.OTHER_KIND);
			}
		}
		return marked;
	}

	/**
	 * Looks up a claim as conditions and handlers see it.
	 * @param name the name of the claim
	 * @param own the token's own claims
	 * @return the derived claim of that name, or else the token's own; {@code null} if
	 * there is none
	 */
	@Nullable Object find(String name, Map<String, @Nullable Object> own) {
		for (Derivation derivation : this.derivations) {
			if (derivation.name().equals(name)) {
				return derivation.value(own);
			}
		}
		return own.get(name);
	}

	/**
	 * Splits a string at its spaces, as the value of {@code scope} is defined (RFC 6749
	 * section 3.3). Several spaces in a row count as one, other white space does not
	 * separate.
	 * @param text the string
	 * @return the values, none of them empty
	 */
	static List<String> split(String text) {
		StringTokenizer tokens = new StringTokenizer(text, " ");
		List<String> values = new ArrayList<>();
		while (tokens.hasMoreTokens()) {
			values.add(tokens.nextToken());
		}
		return List.copyOf(values);
	}

	/**
	 * How one claim is derived.
	 *
	 * @param name name of the derived claim
	 * @param path names of members from the claims down
	 * @param split whether the value is what spaces separate in a string
	 * @param keys whether the value is the names of an object's members
	 */
	private record Derivation(String name, List<String> path, boolean split, boolean keys) {

		@Nullable Object value(Map<String, @Nullable Object> own) {
			Object value = find(own);
			if (this.split && value instanceof String text) {
				return DerivedClaims.split(text);
			}
			if (this.keys && value instanceof Map<?, ?> members) {
				return List.copyOf(members.keySet());
			}
			return (value == UnderivedClaim.OTHER_KIND) ? null : value;
		}

		/** The way leads through objects only. */
		private @Nullable Object find(Map<String, @Nullable Object> own) {
			Object value = own;
			for (String member : this.path) {
				if (!(value instanceof Map<?, ?> members)) {
					return (value != null) ? UnderivedClaim.OTHER_KIND : null;
				}
				value = members.get(member);
			}
			boolean otherKind = value != null
					&& ((this.split && !(value instanceof String)) || (this.keys && !(value instanceof Map<?, ?>)));
			return otherKind ? UnderivedClaim.OTHER_KIND : value;
		}

	}

}
