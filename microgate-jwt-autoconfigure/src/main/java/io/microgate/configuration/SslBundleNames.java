package io.microgate.configuration;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Supplies the names of the SSL bundles with which keys can be fetched.
 */
@FunctionalInterface
public interface SslBundleNames {

	/** Where no key is fetched, as in tests. */
	SslBundleNames NOT_USED = () -> null;

	/**
	 * Returns the names of the SSL bundles that the application has now.
	 * @return the names, {@code null} if no key is fetched
	 */
	@Nullable Collection<String> get();

}
