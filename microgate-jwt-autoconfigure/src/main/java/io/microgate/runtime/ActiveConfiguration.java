package io.microgate.runtime;

import java.util.List;
import java.util.Map;

import io.microgate.jwks.JwksState;

/**
 * Tells what configuration is in force. Each call answers for the moment in which it is
 * made, as a configuration may be replaced.
 */
public interface ActiveConfiguration {

	/**
	 * The routes.
	 * @return their names, in the order of the configuration
	 */
	List<String> routeNames();

	/**
	 * What the checks of the configuration warn of.
	 * @return the warnings, as in the log
	 */
	List<String> warnings();

	/**
	 * Identifies the configuration: two that mean the same have the same digest.
	 * @return SHA-256 over the canonical form, in hex
	 */
	String digest();

	/**
	 * The key sources.
	 * @return the state of each by the name of its JWKS
	 */
	Map<String, JwksState> keySources();

}
