package io.microgate.tls;

import io.microgate.secret.UnusableMaterialException;

/**
 * Transport security of fetches, as it holds at one moment. Two are equal if they are
 * made of the same, so that JWKS can share connections. Nothing of the JVM's TLS is
 * loaded before a context is asked for.
 */
public interface JwksTls {

	/**
	 * Creates what a client needs to connect. Takes its time.
	 * @return a context of its own, so that nothing it relaxes reaches the rest of the
	 * JVM and no JVM-wide default reaches it
	 * @throws UnusableMaterialException if the JVM has no usable TLS
	 */
	TlsContext createContext() throws UnusableMaterialException;

}
