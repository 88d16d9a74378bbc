package io.microgate.running;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwks.JwksSources;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.TokenExtractor;
import io.microgate.jwt.TokenVerifier;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.Policy;
import io.microgate.route.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * Compiles checked specs into the route table: JWTs, then the policies that refer to
 * them, then the routes that the policies are attached to.
 */
final class RouteCompiler {

	private final MicrogateProperties properties;

	private final JwksSources sources;

	private final Clock clock;

	RouteCompiler(MicrogateProperties properties, JwksSources sources, Clock clock) {
		this.properties = properties;
		this.sources = sources;
		this.clock = clock;
	}

	RouteTable compile() {
		Map<String, JwtRule> jwtRules = new HashMap<>();
		this.properties.jwts().forEach((name, spec) -> jwtRules.put(name, compile(spec)));
		Map<String, Policy> policies = new HashMap<>();
		for (AccessControlPolicySpec spec : this.properties.accessControlPolicies().values()) {
			Policy policy = Policy.compile(spec, existing(jwtRules));
			Objects.requireNonNull(spec.targetRefs())
				.forEach((target) -> policies.put(Objects.requireNonNull(target.name()), policy));
		}
		return RouteTable.compile(this.properties.routes(), policies::get);
	}

	private JwtRule compile(JwtSpec spec) {
		return new JwtRule(TokenExtractor.compile(spec), TokenVerifier.compile(spec, this.sources::get, this.clock));
	}

	/** What the checks have let through refers to nothing that does not exist. */
	private static <T> Function<String, T> existing(Map<String, T> byName) {
		return (name) -> {
			@Nullable T value = byName.get(name);
			return Objects.requireNonNull(value);
		};
	}

}
