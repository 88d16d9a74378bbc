package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.microgate.jwt.JwtSpec.DerivedClaim;
import io.microgate.test.policy.NeededClaims.Key;

/**
 * Changes a good token in one claim that something is asked of.
 */
final class ClaimProbes {

	/** In seconds. A time then has one more digit. */
	private static final long CENTURIES = 9_000_000_000L;

	private final GoodTokens good;

	private final RequestDraft request;

	private final int requirement;

	private final List<ClaimNeed> needs;

	private final Map<Key, List<String>> values;

	private final Map<String, TokenDraft> probes = new LinkedHashMap<>();

	/**
	 * Begins with a good token.
	 * @param good makes tokens
	 * @param request the request that they are sent with
	 * @param requirement the entry of the JWT that they are good by
	 * @param needs what they meet beside it
	 */
	ClaimProbes(GoodTokens good, RequestDraft request, int requirement, List<ClaimNeed> needs) {
		this.good = good;
		this.request = request;
		this.requirement = requirement;
		this.needs = needs;
		this.values = good.values(requirement, needs);
	}

	/** Returns the changed tokens by what is changed. */
	Map<String, TokenDraft> all() {
		return this.probes;
	}

	private void add(String what, TokenDraft token) {
		this.probes.putIfAbsent(what, token);
	}

	/** Leaves the values out that meet a need, and puts others in their place. */
	ClaimProbes ofNeed(ClaimNeed need) {
		if (NeededClaims.TIMES.contains(need.name())) {
			add("valid for centuries", this.good.token(this.requirement, this.needs).withTimes(0L, null, CENTURIES));
			return this;
		}
		Key key = this.good.key(need);
		String name = "'" + need.name() + "'";
		List<String> others = new ArrayList<>(this.values.getOrDefault(key, List.of()));
		others.removeIf((value) -> need.isMetBy(value, this.request));
		add("no " + name + (others.isEmpty() ? "" : " " + first(need)), with(key, others));
		for (String value : need.neighbours(this.request)) {
			List<String> changed = new ArrayList<>(others);
			changed.add(value);
			add("%s '%s'".formatted(name, value), with(key, changed));
		}
		others.add(first(need));
		ofForm(key, name, List.copyOf(others));
		return this;
	}

	private String first(ClaimNeed need) {
		List<String> matching = need.matching(this.request);
		return matching.isEmpty() ? "x" : matching.get(0);
	}

	/** Adds values to those that are good. */
	ClaimProbes ofUnwanted(ClaimNeed need) {
		Key key = this.good.key(need);
		for (String value : need.neighbours(this.request)) {
			List<String> more = new ArrayList<>(this.values.getOrDefault(key, List.of()));
			more.add(value);
			add("'%s' '%s'".formatted(need.name(), value), with(key, more));
		}
		ofForm(key, "'" + need.name() + "'", need.matching(this.request));
		return this;
	}

	private TokenDraft with(Key key, List<String> texts) {
		Map<Key, List<String>> changed = new LinkedHashMap<>(this.values);
		changed.put(key, texts);
		TokenDraft token = this.good.token(this.requirement, changed);
		boolean absent = texts.isEmpty() && key.name().equals("sub") && !key.derived();
		return absent ? token.withClaim("sub", null) : token;
	}

	/**
	 * Writes the same values as they are written where a claim is derived in another way.
	 */
	private void ofForm(Key key, String name, List<String> texts) {
		if (texts.isEmpty() || NeededClaims.TIMES.contains(key.name())) {
			return;
		}
		TokenDraft token = this.good.token(this.requirement, this.needs);
		Map<String, Object> members = new LinkedHashMap<>();
		texts.forEach((text) -> members.put(text, true));
		String joined = String.join(" ", texts) + " x";
		add(name + " in a string", put(key, token, joined));
		add(name + " as names of members", put(key, token, members));
		add(name + " as a list", put(key, token, listWith(texts)));
		DerivedClaim derived = this.good.derived(key);
		if (derived != null && !Objects.requireNonNull(derived.path()).equals(List.of(key.name()))) {
			TokenDraft without = with(key, List.of());
			add(name + " that is not derived", without.withClaim(key.name(), texts.get(0)));
		}
	}

	private static List<String> listWith(List<String> texts) {
		List<String> list = new ArrayList<>(texts);
		list.add("x");
		return list;
	}

	private TokenDraft put(Key key, TokenDraft token, Object value) {
		DerivedClaim derived = this.good.derived(key);
		Map<String, Object> claims = new TreeMap<>(token.claims());
		NeededClaims.put(claims, (derived != null) ? Objects.requireNonNull(derived.path()) : List.of(key.name()),
				value);
		return token.withClaims(claims);
	}

}
