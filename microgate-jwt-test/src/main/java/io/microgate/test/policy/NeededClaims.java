package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.DerivedClaim;

/**
 * The values that the claims of a token have as conditions see them, and the claims that
 * they are derived from.
 */
final class NeededClaims {

	/** Claims that have one value. */
	private static final Set<String> SINGLE = Set.of("iss", "sub", "jti");

	/** Claims that the times of a token stand for. */
	static final Set<String> TIMES = Set.of("exp", "iat", "nbf");

	private final JwtSpec jwt;

	private final RequestDraft request;

	private final List<ClaimNeed> needs;

	private final List<ClaimNeed> unwanted;

	NeededClaims(JwtSpec jwt, RequestDraft request, List<ClaimNeed> needs, List<ClaimNeed> unwanted) {
		this.jwt = jwt;
		this.request = request;
		this.needs = needs;
		this.unwanted = unwanted;
	}

	/** Finds values that meet all needs, as few as possible for each claim. */
	Map<Key, List<String>> find() {
		Map<Key, List<ClaimNeed>> byClaim = new LinkedHashMap<>();
		this.needs.forEach((need) -> byClaim.computeIfAbsent(key(need), (key) -> new ArrayList<>()).add(need));
		Map<Key, List<String>> values = new LinkedHashMap<>();
		byClaim.forEach((key, needsOfClaim) -> values.put(key, cover(key, needsOfClaim)));
		return values;
	}

	Key key(ClaimNeed need) {
		return new Key(need.name(), !need.own() && this.jwt.extensions().claims().containsKey(need.name()));
	}

	private List<String> cover(Key key, List<ClaimNeed> needsOfClaim) {
		List<ClaimNeed> open = new ArrayList<>(needsOfClaim);
		List<String> chosen = new ArrayList<>();
		List<String> together = MatcherValues
			.together(needsOfClaim.stream().map(ClaimNeed::matcher).filter(Objects::nonNull).toList());
		while (!open.isEmpty()) {
			String best = null;
			long most = 0;
			for (ClaimNeed need : open) {
				for (String candidate : candidates(need, together)) {
					long met = open.stream().filter((other) -> other.isMetBy(candidate, this.request)).count();
					if (met > most && !isUnwanted(key, candidate)) {
						best = candidate;
						most = met;
					}
				}
			}
			if (best == null) {
				return chosen;
			}
			String value = best;
			chosen.add(value);
			open.removeIf((need) -> need.isMetBy(value, this.request));
		}
		return chosen;
	}

	/** A claim that has one value meets all needs with it. */
	private List<String> candidates(ClaimNeed need, List<String> together) {
		List<String> candidates = new ArrayList<>(need.matching(this.request));
		together.stream().filter((text) -> need.isMetBy(text, this.request)).forEach(candidates::add);
		return candidates;
	}

	private boolean isUnwanted(Key key, String candidate) {
		return this.unwanted.stream()
			.anyMatch((need) -> key(need).equals(key) && need.isMetBy(candidate, this.request));
	}

	/** Writes the values as claims of a token. */
	Map<String, Object> toClaims(Map<Key, List<String>> values) {
		Map<String, Object> claims = new TreeMap<>();
		values.forEach((key, texts) -> {
			if (!texts.isEmpty() && !TIMES.contains(key.name())) {
				write(key, texts, claims);
			}
		});
		return claims;
	}

	private void write(Key key, List<String> texts, Map<String, Object> claims) {
		Object plain = (texts.size() == 1 || SINGLE.contains(key.name())) ? texts.get(0) : List.copyOf(texts);
		if (key.derived()) {
			writeDerived(key.name(), texts, plain, claims);
		}
		else {
			claims.putIfAbsent(key.name(), plain);
		}
	}

	private void writeDerived(String name, List<String> texts, Object plain, Map<String, Object> claims) {
		DerivedClaim derived = this.jwt.extensions().claims().get(name);
		if (derived == null || derived.path() == null) {
			return;
		}
		Object value = plain;
		if (derived.split()) {
			value = String.join(" ", texts);
		}
		else if (derived.keys()) {
			Map<String, Object> members = new TreeMap<>();
			texts.forEach((text) -> members.put(text, Map.of()));
			value = members;
		}
		put(claims, derived.path(), value);
	}

	/** Puts a value where a path leads. */
	@SuppressWarnings("unchecked")
	static void put(Map<String, Object> claims, List<String> path, Object value) {
		Map<String, Object> members = claims;
		for (String member : path.subList(0, path.size() - 1)) {
			Object next = members.get(member);
			Map<String, Object> further = new TreeMap<>((next instanceof Map) ? (Map<String, Object>) next : Map.of());
			members.put(member, further);
			members = further;
		}
		members.put(path.get(path.size() - 1), value);
	}

	/**
	 * A claim as conditions see it.
	 *
	 * @param name its name
	 * @param derived whether it is derived from another claim
	 */
	record Key(String name, boolean derived) {
	}

}
