package io.microgate.decision;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Names what a decision carries in the way that log, meters, observations and audit have
 * in common.
 */
public final class DecisionAttributes {

	/**
	 * Stands for an attribute that a decision does not have, where there has to be one.
	 */
	public static final String NONE = "none";

	private DecisionAttributes() {
	}

	/**
	 * Returns the outcome.
	 * @param decision the decision
	 * @return {@code allow} or {@code deny}
	 */
	public static String outcome(Decision decision) {
		return decision.allowed() ? "allow" : "deny";
	}

	/**
	 * Returns the reason.
	 * @param decision the decision, {@code null} if there is none
	 * @return the code of the reason, or {@link #NONE}
	 */
	public static String reason(@Nullable Decision decision) {
		return (decision != null && decision.reason() != null) ? decision.reason().code() : NONE;
	}

	/**
	 * Returns all attributes that a decision has.
	 * @param decision the decision
	 * @param prefix what each name begins with
	 * @return the attributes by name, without those that the decision does not have
	 */
	public static Map<String, Object> of(Decision decision, String prefix) {
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put(prefix + "outcome", outcome(decision));
		attributes.put(prefix + "reason", reason(decision));
		put(attributes, prefix + "route", decision.route());
		EntryReference entry = decision.entry();
		if (entry != null) {
			attributes.put(prefix + "policy", entry.policy());
			attributes.put(prefix + "entry", entry.number());
			put(attributes, prefix + "place", entry.place());
			put(attributes, prefix + "jwt", entry.jwt());
		}
		put(attributes, prefix + "jwks", decision.jwks());
		return attributes;
	}

	private static void put(Map<String, Object> attributes, String name, @Nullable Object value) {
		if (value != null) {
			attributes.put(name, value);
		}
	}

}
