package io.microgate.jwks;

/**
 * Transport security that may change while the application runs.
 */
@FunctionalInterface
interface TlsSource {

	/**
	 * What holds for the next fetch. May read files.
	 * @return the same instance for as long as nothing has changed
	 * @throws FetchException if there is none that could be used
	 */
	JwksTls current() throws FetchException;

}
