package io.microgate.jwt;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.microgate.jwks.JwksSource;

/**
 * All compiled JWTs of an application by name.
 */
public final class JwtRules {

	private final Map<String, JwtRule> rules;

	private JwtRules(Map<String, JwtRule> rules) {
		this.rules = rules;
	}

	/**
	 * Compiles all JWTs of an application. Nothing is remembered at first.
	 * @param specs specs by name, checked
	 * @param sources key sources by name of the JWKS
	 * @param clock the time to judge by
	 * @param waitingRequests bounds how many tokens of all rules may wait for keys
	 * @return the rules
	 */
	public static JwtRules compile(Map<String, JwtSpec> specs, Function<String, JwksSource> sources, Clock clock,
			WaitingRequests waitingRequests) {
		Map<String, JwtRule> rules = new LinkedHashMap<>();
		specs.forEach((name, spec) -> rules.put(name, new JwtRule(name, TokenExtractor.compile(spec),
				TokenVerifier.compile(spec, sources, clock, waitingRequests))));
		return new JwtRules(Collections.unmodifiableMap(rules));
	}

	/**
	 * The rule of one JWT.
	 * @param name name of the JWT
	 * @return the rule
	 * @throws IllegalArgumentException if there is none, which the checks of the
	 * configuration rule out
	 */
	public JwtRule get(String name) {
		JwtRule rule = this.rules.get(name);
		if (rule == null) {
			throw new IllegalArgumentException("There is no JWT '" + name + "'");
		}
		return rule;
	}

	/**
	 * All rules by name of the JWT.
	 * @return the rules in the order of the configuration
	 */
	public Map<String, JwtRule> all() {
		return this.rules;
	}

}
