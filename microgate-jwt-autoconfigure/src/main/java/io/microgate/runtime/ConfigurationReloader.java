package io.microgate.runtime;

/**
 * Puts changed manifests in force while the application runs.
 */
public interface ConfigurationReloader {

	/**
	 * Reads the manifests now and puts them in force if there is nothing wrong with them.
	 * Blocks, for up to two seconds more than that takes if a JWKS is new, so that
	 * requests do not have to wait for its keys.
	 * @return whether what the manifests say is in force; {@code false} if they have
	 * problems, which are in the log and in the {@link #state()}, or change right now
	 */
	boolean reload();

	/**
	 * What has become of changed configurations.
	 * @return the state
	 */
	ReloadState state();

}
