package io.microgate.tls;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Takes the place of a context where keys are fetched over plain {@code http}. Without
 * one the HTTP client loads the JVM's default, with all of its TLS and trust store. Any
 * use of it fails.
 */
record NoTls() implements JwksTls {

	@Override
	public TlsContext createContext() {
		SSLContext none = new SSLContext(null, null, "none") {
		};
		return new TlsContext(none, new SSLParameters());
	}

}
