package io.microgate.running;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.jwks.JwksSources;
import io.microgate.route.RouteTable;

/**
 * A configuration and what it was compiled to.
 *
 * @param configuration what is configured
 * @param sources the key sources
 * @param routes the routes with their policies, which ask those sources
 */
public record CompiledConfiguration(CheckedConfiguration configuration, JwksSources sources, RouteTable routes) {
}
