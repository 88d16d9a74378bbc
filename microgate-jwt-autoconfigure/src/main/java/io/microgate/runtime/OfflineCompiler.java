package io.microgate.runtime;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import io.microgate.binding.BindingResources;
import io.microgate.binding.ProofStore;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.jose.Signatures;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksSources;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwks.StaticJwksSource;
import io.microgate.jwt.JwtResources;
import io.microgate.jwt.JwtRules;
import io.microgate.jwt.WaitingRequests;
import io.microgate.revocation.RevocationLists;
import io.microgate.revocation.RevokedTokens;

/**
 * Compiles a configuration with keys that are given, without threads and fetches.
 */
final class OfflineCompiler {

	private OfflineCompiler() {
	}

	static CompiledConfiguration compile(CheckedConfiguration configuration, Map<String, byte[]> keySets, Clock clock) {
		MicrogateProperties properties = configuration.properties();
		for (String name : keySets.keySet()) {
			if (!properties.jwks().containsKey(name)) {
				throw new IllegalArgumentException("There is no JWKS '" + name + "'");
			}
		}
		return compile(configuration, (name, spec) -> StaticJwksSource.of(name, spec, keySets.get(name)), clock);
	}

	static CompiledConfiguration compile(CheckedConfiguration configuration,
			BiFunction<String, JwksSpec, JwksSource> keys, Clock clock) {
		MicrogateProperties properties = configuration.properties();
		Map<String, JwksSource> sources = new LinkedHashMap<>();
		properties.jwks().forEach((name, spec) -> sources.put(name, keys.apply(name, spec)));
		BindingResources binding = ConfigurationCompiler.binding(properties, ProofStore.NONE, clock,
				Signatures.ofJdk());
		JwtRules jwtRules = JwtRules.compile(properties.jwts(),
				new JwtResources((name) -> Objects.requireNonNull(sources.get(name)), clock,
						WaitingRequests.unlimited(), (secret) -> RevokedTokens.NONE, binding));
		return new CompiledConfiguration(configuration, JwksSources.NONE, RevocationLists.NONE, jwtRules,
				new RouteCompiler(configuration, jwtRules, binding.certificates(), clock).compile());
	}

}
