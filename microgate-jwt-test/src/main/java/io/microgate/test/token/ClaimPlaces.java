package io.microgate.test.token;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.jwt.JwtSpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes claims where the JWT reads them: a derived claim at the path that it is derived
 * from, any other claim under its name.
 */
final class ClaimPlaces {

	private final Map<String, JwtSpec.DerivedClaim> derived;

	ClaimPlaces(JwtSpec spec) {
		this.derived = spec.extensions().claims();
	}

	/**
	 * Writes claims, nested ones into those that hold them, in whatever order they are
	 * asked for.
	 * @throws IllegalStateException if two of them contradict each other
	 */
	void putAll(Map<String, @Nullable Object> claims, Map<String, @Nullable Object> asked) {
		asked.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((claim) -> path(claim.getKey()).size()))
			.forEach((claim) -> {
				if (claim.getValue() != null) {
					put(claims, claim.getKey(), claim.getValue());
				}
			});
	}

	/**
	 * Writes a claim, and objects down to it where it is nested.
	 * @throws IllegalStateException if another claim has something else there
	 */
	void put(Map<String, @Nullable Object> claims, String name, Object value) {
		List<String> path = path(name);
		Map<String, @Nullable Object> parent = claims;
		for (String member : path.subList(0, path.size() - 1)) {
			Object holder = parent.get(member);
			if (holder != null && !(holder instanceof Map<?, ?>)) {
				throw contradiction(name, path);
			}
			Map<String, @Nullable Object> child = copy(holder);
			parent.put(member, child);
			parent = child;
		}
		JwtSpec.DerivedClaim derivation = this.derived.get(name);
		Object written = (derivation != null) ? source(derivation, value) : value;
		Object other = parent.put(path.get(path.size() - 1), written);
		if (other != null && !Objects.equals(JsonValue.of(other), JsonValue.of(written))) {
			throw contradiction(name, path);
		}
	}

	private static IllegalStateException contradiction(String name, List<String> path) {
		return new IllegalStateException(
				"Claim '%s' is written at '%s', where another claim of the token has another value. Set one of them only."
					.formatted(name, String.join(".", path)));
	}

	/** Removes a claim, or the whole value that it is derived from. */
	void remove(Map<String, @Nullable Object> claims, String name) {
		remove(claims, path(name));
	}

	private static void remove(Map<String, @Nullable Object> claims, List<String> path) {
		String first = path.get(0);
		if (path.size() == 1) {
			claims.remove(first);
		}
		else if (claims.get(first) instanceof Map<?, ?> members) {
			Map<String, @Nullable Object> others = copy(members);
			claims.put(first, others);
			remove(others, path.subList(1, path.size()));
		}
	}

	/** Whether the JWT finds a value for the claim. */
	boolean has(Map<String, @Nullable Object> claims, String name) {
		Object value = claims;
		for (String member : path(name)) {
			value = (value instanceof Map<?, ?> members) ? members.get(member) : null;
		}
		return value != null;
	}

	private List<String> path(String name) {
		JwtSpec.DerivedClaim derivation = this.derived.get(name);
		return (derivation != null) ? Objects.requireNonNull(derivation.path(), "'path' must be set") : List.of(name);
	}

	/** The maps of a test may not be changed. */
	private static Map<String, @Nullable Object> copy(@Nullable Object value) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> members) {
			members.forEach((name, member) -> copy.put(String.valueOf(name), member));
		}
		return copy;
	}

	private static Object source(JwtSpec.DerivedClaim derivation, Object value) {
		Object source = Objects.requireNonNull(JsonValue.of(value));
		if (derivation.split() && source instanceof Collection<?> values) {
			return String.join(" ", values.stream().map(String::valueOf).toList());
		}
		if (derivation.keys() && !(source instanceof Map<?, ?>)) {
			Collection<?> names = (source instanceof Collection<?> values) ? values : List.of(source);
			Map<String, Object> members = new LinkedHashMap<>();
			names.forEach((name) -> members.put(String.valueOf(name), Map.of()));
			return members;
		}
		return source;
	}

}
