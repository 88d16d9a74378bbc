package io.microgate.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;

import org.springframework.core.io.Resource;

/**
 * Reads a public key in the format that Spring Boot's resource server takes.
 */
final class PublicKeyFile {

	private PublicKeyFile() {
	}

	/**
	 * Reads a public key and writes it as a key set, without a key ID so that it verifies
	 * tokens of any.
	 * @param file a file in PEM
	 * @return the key set as JSON
	 * @throws IOException if the file cannot be read
	 * @throws IllegalArgumentException if it is not an RSA public key in PEM
	 */
	static String readKeySet(Resource file) throws IOException {
		String text = file.getContentAsString(StandardCharsets.UTF_8)
			.replace("-----BEGIN PUBLIC KEY-----", "")
			.replace("-----END PUBLIC KEY-----", "");
		try {
			X509EncodedKeySpec encoded = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(text));
			RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded);
			return new JWKSet(new RSAKey.Builder(key).build()).toString();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("Not an RSA public key", ex);
		}
	}

}
