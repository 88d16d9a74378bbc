package io.microgate.coverage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import org.jspecify.annotations.Nullable;

/**
 * Lists what decides about the requests of one host and method, of which the first that
 * has a request decides: each entry of each match, then what happens without one.
 */
final class DecidingRules {

	private final String method;

	private final Effect unmatched;

	private final List<DecidingRule> rules = new ArrayList<>();

	private DecidingRules(String method, Effect unmatched) {
		this.method = method;
		this.unmatched = unmatched;
	}

	/**
	 * Lists the rules.
	 * @param configuration the configuration
	 * @param host the host, or the wildcard without {@code *}, or the empty string
	 * @param method the method
	 * @return the rules, the last of which takes every request
	 */
	static DecidingRules of(ComparedConfiguration configuration, String host, String method) {
		DecidingRules rules = new DecidingRules(method, configuration.unmatched());
		configuration.matches(host).forEach(rules::add);
		if (rules.unmatched == Effect.PASSED) {
			for (GovernedMatch match : configuration.governed()) {
				rules.rules
					.add(DecidingRule.withoutRoute(RequestSet.EVERY.with(PathCondition.of(match)), Effect.NO_ROUTE));
			}
		}
		rules.rules.add(DecidingRule.withoutRoute(RequestSet.EVERY, rules.unmatched));
		return rules;
	}

	List<DecidingRule> all() {
		return this.rules;
	}

	private void add(GovernedMatch match) {
		if (match.match().method() != null && !match.match().method().equals(this.method)) {
			return;
		}
		RequestSet requests = RequestSet.EVERY.with(PathCondition.of(match));
		Set<FactCondition> facts = new LinkedHashSet<>();
		match.match().headers().forEach((header) -> facts.add(FactCondition.ofRouteHeader(header)));
		match.match().queryParams().forEach((parameter) -> facts.add(FactCondition.ofQueryParameter(parameter)));
		for (FactCondition fact : facts) {
			requests = requests.with(fact);
		}
		List<PolicyEntry> entries = match.entries();
		if (entries == null) {
			this.rules.add(DecidingRule.withoutRoute(requests, this.unmatched));
			return;
		}
		for (int i = 0; i < entries.size(); i++) {
			if (!add(match, requests, i, entries.get(i))) {
				return;
			}
		}
		this.rules.add(DecidingRule.withoutEntry(requests, match));
	}

	/** Returns whether requests may be left. */
	private boolean add(GovernedMatch match, RequestSet requests, int number, PolicyEntry entry) {
		RequestConditions conditions = entry.requestConditions();
		boolean otherMethod = conditions != null && conditions.method() != null
				&& !conditions.method().contains(this.method);
		if (conditions == null || (otherMethod && conditions.invert())) {
			this.rules.add(DecidingRule.of(requests, match, number, entry));
			return false;
		}
		if (!otherMethod) {
			RequestSet met = addUnjudged(match, requests, conditions);
			RequestSet taken = conditions.invert() ? requests.without(met) : requests.and(met);
			this.rules.add(DecidingRule.of(taken, match, number, entry));
		}
		return true;
	}

	/**
	 * Adds the requests about which the conditions cannot be judged, in the order in
	 * which conditions are tested.
	 * @return the requests that meet the conditions, if these can be judged
	 */
	private RequestSet addUnjudged(GovernedMatch match, RequestSet requests, RequestConditions conditions) {
		StringMatcherSpec path = (conditions.path() != null) ? conditions.path().matcher() : null;
		RequestSet met = (path != null) ? RequestSet.EVERY.with(PathCondition.of(path)) : RequestSet.EVERY;
		if (conditions.remoteIp() != null) {
			addUnjudged(match, requests.and(met.with(FactCondition.NO_REMOTE_ADDRESS)));
			met = met.with(FactCondition.of(conditions.remoteIp()));
		}
		if (conditions.header() != null) {
			met = met.with(FactCondition.of(conditions.header()));
		}
		CaselessMatcherSpec mediaType = conditions.mediaType();
		if (mediaType != null) {
			addUnjudged(match, requests.and(met.with(FactCondition.SEVERAL_MEDIA_TYPES)));
			met = met.with(FactCondition.of(mediaType));
		}
		return met;
	}

	private void addUnjudged(GovernedMatch match, RequestSet requests) {
		this.rules.add(DecidingRule.withoutEntry(requests, match));
	}

	/**
	 * Finds what decides about requests that have a path, meet some conditions and have
	 * nothing else.
	 * @param path the path
	 * @param assumed the conditions
	 * @return the rule, {@code null} if that cannot be told
	 */
	@Nullable DecidingRule find(String path, Set<FactCondition> assumed) {
		for (DecidingRule rule : this.rules) {
			MatchExtent extent = rule.requests().extent(path, assumed);
			if (extent != MatchExtent.NONE) {
				return (extent == MatchExtent.ALL) ? rule : null;
			}
		}
		throw new IllegalStateException("The last rule takes every request");
	}

}
