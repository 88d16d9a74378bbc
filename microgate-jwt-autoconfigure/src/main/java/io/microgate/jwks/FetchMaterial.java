package io.microgate.jwks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

	/** What is shorter is the name of a scheme, or found in any text. */
	private static final int MIN_SECRET_LENGTH = 8;

	/**
	 * Hides each secret in what a server sent, as it is and as it is in a query.
	 * @param text what was sent
	 * @return the same without secrets
	 */
	String hide(String text) {
		String hidden = text;
		for (String value : this.fields.values()) {
			for (String word : value.split("[ \t]+")) {
				if (word.length() >= MIN_SECRET_LENGTH) {
					hidden = hidden.replace(word, "(secret)")
						.replace(URLEncoder.encode(word, StandardCharsets.UTF_8), "(secret)");
				}
			}
		}
		return hidden;
	}

	/** Leaves out what is secret. */
	@Override
	public String toString() {
		return "FetchMaterial" + this.fields.keySet();
	}

}
