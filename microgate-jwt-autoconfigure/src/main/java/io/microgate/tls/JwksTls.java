package io.microgate.tls;

import io.microgate.secret.UnusableMaterialException;

/**
 * Transport security of a fetch. Two are equal if they are made of the same material, so
 * that JWKS share connections. The JVM's TLS is loaded when a context is created.
 */
public interface JwksTls {

	/**
	 * Creates a context for a client.
	 * @return a context of its own, so that nothing it relaxes reaches the rest of the
	 * JVM and no JVM-wide default reaches it
	 * @throws UnusableMaterialException if the JVM has no usable TLS
	 */
	TlsContext createContext() throws UnusableMaterialException;

}
