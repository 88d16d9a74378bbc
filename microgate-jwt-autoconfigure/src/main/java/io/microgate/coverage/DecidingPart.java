package io.microgate.coverage;

import org.jspecify.annotations.Nullable;

/**
 * The part of a configuration that decides about some requests.
 *
 * @param effect what becomes of them
 * @param route name of the route, {@code null} where none decides
 * @param policy name of its policy, {@code null} where none decides
 * @param entry position of the entry in the policy, from 0; {@code null} where none
 * decides
 * @param asks what is asked for, without values of claims
 */
public record DecidingPart(Effect effect, @Nullable String route, @Nullable String policy, @Nullable Integer entry,
		String asks) {

	static DecidingPart of(DecidingRule rule, ComparedConfiguration configuration) {
		String route = rule.route();
		Integer entry = (rule.entry() != null) ? rule.number() : null;
		return new DecidingPart(rule.effect(), route, (route != null) ? configuration.policy(route) : null, entry,
				(rule.entry() != null) ? rule.entry().asks(configuration.jwts()) : rule.effect().toString());
	}

}
