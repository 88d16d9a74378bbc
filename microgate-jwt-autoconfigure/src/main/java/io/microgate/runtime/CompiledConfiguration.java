package io.microgate.runtime;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.jwks.JwksSources;
import io.microgate.jwt.JwtRules;
import io.microgate.revocation.RevocationLists;
import io.microgate.route.RouteTable;

/**
 * A checked configuration with the runtime objects it was compiled to.
 *
 * @param configuration what is configured
 * @param sources the key sources
 * @param revocations the lists of revoked tokens
 * @param jwtRules the JWTs, which ask those sources, with what they remember
 * @param routes the routes with their policies, which ask those JWTs
 */
public record CompiledConfiguration(CheckedConfiguration configuration, JwksSources sources,
		RevocationLists revocations, JwtRules jwtRules, RouteTable routes) {
}
