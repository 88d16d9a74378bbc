package io.microgate.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.match.AffixMap;
import io.microgate.match.Re2Expression;
import io.microgate.match.StringMatcherSpec;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Rules out the rules of a policy that do not match the method or path of a request, one
 * bit each, so that few have to be tested. A rule tests these two first, so a rule that
 * is ruled out would not match.
 */
final class RuleIndex {

	private static final String OTHER = "";

	private final int words;

	private final Map<String, long[]> methods = new HashMap<>();

	private final Map<String, long[]> exact = new HashMap<>();

	private final AffixMap<long[]> prefixes = AffixMap.ofPrefixes();

	private final AffixMap<long[]> suffixes = AffixMap.ofSuffixes();

	private RuleIndex(int rules) {
		this.words = (rules + Long.SIZE - 1) / Long.SIZE;
	}

	static RuleIndex compile(List<AccessControlPolicySpec.PolicySpec> entries) {
		RuleIndex index = new RuleIndex(entries.size());
		RequestConditions.METHODS.forEach((method) -> index.methods.put(method, index.none()));
		index.methods.put(OTHER, index.none());
		for (int rule = 0; rule < entries.size(); rule++) {
			AccessControlPolicySpec.RequestConditions conditions = entries.get(rule).requestConditions();
			index.add(rule, (conditions != null && !conditions.invert()) ? conditions : null);
		}
		return index;
	}

	private void add(int rule, AccessControlPolicySpec.@Nullable RequestConditions conditions) {
		List<String> methods = (conditions != null) ? conditions.method() : null;
		this.methods.forEach((method, bits) -> {
			if (methods == null || methods.contains(method)) {
				set(bits, rule);
			}
		});
		set(bitsByPath((conditions != null && conditions.path() != null) ? conditions.path().matcher() : null), rule);
	}

	private long[] bitsByPath(@Nullable StringMatcherSpec matcher) {
		if (matcher != null && !matcher.ignoreCase()) {
			if (matcher.exact() != null) {
				return this.exact.computeIfAbsent(matcher.exact(), (path) -> none());
			}
			if (matcher.suffix() != null) {
				return this.suffixes.computeIfAbsent(matcher.suffix(), this::none);
			}
			return this.prefixes.computeIfAbsent(prefix(matcher), this::none);
		}
		return this.prefixes.computeIfAbsent("", this::none);
	}

	private static String prefix(StringMatcherSpec matcher) {
		if (matcher.prefix() != null) {
			return matcher.prefix();
		}
		Re2Expression expression = (matcher.regex() != null) ? Re2Expression.compile(matcher.regex()) : null;
		return (expression != null && expression.isAnchoredAtStart()) ? expression.prefix() : "";
	}

	/** Returns the rules that may match a request. */
	long[] candidates(RequestFacts request) {
		String path = request.path();
		long[] candidates = none();
		add(this.exact.get(path), candidates);
		this.prefixes.forEachOf(path, (bits) -> add(bits, candidates));
		this.suffixes.forEachOf(path, (bits) -> add(bits, candidates));
		long[] byMethod = this.methods.get(request.method());
		retain((byMethod != null) ? byMethod : Objects.requireNonNull(this.methods.get(OTHER)), candidates);
		return candidates;
	}

	private long[] none() {
		return new long[this.words];
	}

	private static void set(long[] bits, int rule) {
		bits[rule / Long.SIZE] |= 1L << rule;
	}

	private static void add(long @Nullable [] bits, long[] candidates) {
		for (int i = 0; bits != null && i < bits.length; i++) {
			candidates[i] |= bits[i];
		}
	}

	private static void retain(long[] bits, long[] candidates) {
		for (int i = 0; i < bits.length; i++) {
			candidates[i] &= bits[i];
		}
	}

}
