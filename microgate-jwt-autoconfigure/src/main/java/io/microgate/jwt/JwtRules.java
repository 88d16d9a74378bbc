package io.microgate.jwt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.binding.BindingSpec;
import io.microgate.binding.TokenBinding;
import io.microgate.revocation.RevokedTokens;

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
	 * @param resources what they are compiled with
	 * @return the rules
	 */
	public static JwtRules compile(Map<String, JwtSpec> specs, JwtResources resources) {
		Map<String, JwtRule> rules = new LinkedHashMap<>();
		specs.forEach((name, spec) -> rules.put(name, compile(name, spec, resources)));
		return new JwtRules(Collections.unmodifiableMap(rules));
	}

	/**
	 * The bindings of JWTs.
	 * @param specs specs by name
	 * @return the bindings of those that have one
	 */
	public static List<BindingSpec> bindings(Map<String, JwtSpec> specs) {
		List<BindingSpec> bindings = new ArrayList<>();
		for (JwtSpec spec : specs.values()) {
			BindingSpec binding = spec.extensions().binding();
			if (binding != null) {
				bindings.add(binding);
			}
		}
		return bindings;
	}

	private static JwtRule compile(String name, JwtSpec spec, JwtResources resources) {
		TokenVerifier verifier = TokenVerifier.compile(spec, resources);
		JwtSpec.Revocation revocation = spec.extensions().revocation();
		RevokedTokens revoked = (revocation != null) ? resources.revoked().apply(secretName(revocation))
				: RevokedTokens.NONE;
		return new JwtRule(name, TokenExtractor.compile(spec), verifier, revoked,
				TokenBinding.compile(spec.extensions().binding(), resources.binding()));
	}

	/**
	 * Finds the secrets that list revoked tokens.
	 * @param specs specs by name, checked
	 * @return names of secrets
	 */
	public static Set<String> revocationSecrets(Map<String, JwtSpec> specs) {
		Set<String> names = new LinkedHashSet<>();
		for (JwtSpec spec : specs.values()) {
			JwtSpec.Revocation revocation = spec.extensions().revocation();
			if (revocation != null) {
				names.add(secretName(revocation));
			}
		}
		return names;
	}

	private static String secretName(JwtSpec.Revocation spec) {
		return Objects.requireNonNull(Objects.requireNonNull(spec.secretRef(), "'secretRef' must be set").name(),
				"'secretRef.name' must be set");
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
