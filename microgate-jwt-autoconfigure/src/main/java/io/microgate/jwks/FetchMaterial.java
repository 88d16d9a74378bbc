package io.microgate.jwks;

import java.util.Map;

import io.microgate.tls.JwksTls;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a fetch needs of files, as they are at its time.
 *
 * @param tls the transport security of what is fetched over https
 * @param fields header fields for the host and port of the configured URI
 * @param proxyAuthorization the value of {@code Proxy-Authorization}, {@code null} for
 * none
 */
record FetchMaterial(JwksTls tls, Map<String, String> fields, @Nullable String proxyAuthorization) {

	/** Leaves out what is secret. */
	@Override
	public String toString() {
		return "FetchMaterial" + this.fields.keySet();
	}

}
