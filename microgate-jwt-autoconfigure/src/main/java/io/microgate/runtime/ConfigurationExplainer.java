package io.microgate.runtime;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import io.microgate.route.OpenPaths;

/**
 * Explains how a configuration decides about a request. Decides with the code that
 * decides about requests, but fetches no keys, waits for none, remembers no token, and
 * notifies no listener.
 */
public final class ConfigurationExplainer {

	private final Supplier<CompiledConfiguration> configuration;

	private final OpenPaths openPaths;

	private final String contextPath;

	private final Clock clock;

	/**
	 * Creates an explainer.
	 * @param configuration the configuration, asked for at each request
	 * @param openPaths the paths that are open by themselves
	 * @param contextPath the path under which the application is mounted, empty for the
	 * root
	 * @param clock the time of requests that name none
	 */
	public ConfigurationExplainer(Supplier<CompiledConfiguration> configuration, OpenPaths openPaths,
			String contextPath, Clock clock) {
		this.configuration = configuration;
		this.openPaths = openPaths;
		this.contextPath = contextPath;
		this.clock = clock;
	}

	/**
	 * Creates an explainer for a configuration that is not in force anywhere.
	 * @param configuration the configuration
	 * @param keySets JSON of the JWK sets by name of the JWKS; the keys of other JWKS are
	 * not available
	 * @param clock the time of requests that name none
	 * @return the explainer, which has no threads and reads no files
	 * @throws IllegalArgumentException if there is no such JWKS, or no usable key in a
	 * JWK set
	 */
	public static ConfigurationExplainer offline(CheckedConfiguration configuration, Map<String, byte[]> keySets,
			Clock clock) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Explains how a request is decided.
	 * @param request the request
	 * @return what was looked at and what decided
	 */
	public Explanation explain(ExplainRequest request) {
		throw new UnsupportedOperationException();
	}

}
