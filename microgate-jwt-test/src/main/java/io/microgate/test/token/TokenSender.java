package io.microgate.test.token;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import io.microgate.binding.BindingSpec;
import io.microgate.jwt.JwtSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a token is bound to: what its JWT requires, or what a test asks for.
 */
final class TokenSender {

	static final String CLAIM = "cnf";

	private static final String KEY = "jkt";

	private static final String CERTIFICATE = "x5t#S256";

	private final @Nullable String required;

	private final TokenRecipe.Sender sender;

	TokenSender(JwtSpec jwt, TokenRecipe.Sender sender) {
		BindingSpec binding = jwt.extensions().binding();
		this.required = (binding != null) ? binding.required() : null;
		this.sender = sender;
	}

	/** Where one of both is required, a certificate counts if there is one. */
	boolean isBoundToKey() {
		return this.sender.key() || "dpop".equals(this.required)
				|| ("any".equals(this.required) && this.sender.certificate() == null);
	}

	/**
	 * Writes the claim {@code cnf}.
	 * @param key the key of the client
	 * @return the members, none for a token that is bound to nothing
	 * @throws IllegalStateException if a certificate is required and there is none
	 */
	Map<String, Object> confirmation(Supplier<TestKey> key) {
		Map<String, Object> members = new TreeMap<>();
		X509Certificate certificate = this.sender.certificate();
		if (certificate != null && ("certificate".equals(this.required) || "any".equals(this.required))) {
			members.put(CERTIFICATE, ClientCertificate.thumbprint(certificate));
		}
		else if ("certificate".equals(this.required)) {
			throw new IllegalStateException(
					"The JWT requires tokens that are bound to a certificate. Say which one with 'certificate(..)'.");
		}
		if (isBoundToKey()) {
			members.put(KEY, thumbprint(key.get()));
		}
		return members;
	}

	static String thumbprint(TestKey key) {
		try {
			return key.jwk().computeThumbprint().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("The thumbprint of a key cannot be computed", ex);
		}
	}

}
