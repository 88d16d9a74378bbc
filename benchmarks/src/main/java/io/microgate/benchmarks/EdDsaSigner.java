package io.microgate.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

/**
 * Signs by the JDK: Nimbus needs another library for Ed25519.
 *
 * @param key the public key
 * @param privateKey the private key
 */
record EdDsaSigner(OctetKeyPair key, PrivateKey privateKey) implements JWSSigner {

	private static final String ALGORITHM = "Ed25519";

	/** The last bytes of an encoded public key are the point. */
	private static final int POINT = 32;

	static EdDsaSigner generate(String keyId) throws JOSEException {
		try {
			KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
			byte[] encoded = pair.getPublic().getEncoded();
			Base64URL point = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - POINT, encoded.length));
			return new EdDsaSigner(new OctetKeyPair.Builder(Curve.Ed25519, point).keyID(keyId).build(),
					pair.getPrivate());
		}
		catch (GeneralSecurityException ex) {
			throw new JOSEException(ex.getMessage(), ex);
		}
	}

	@Override
	public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
		try {
			Signature signature = Signature.getInstance(ALGORITHM);
			signature.initSign(this.privateKey);
			signature.update(signingInput);
			return Base64URL.encode(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new JOSEException(ex.getMessage(), ex);
		}
	}

	@Override
	public Set<JWSAlgorithm> supportedJWSAlgorithms() {
		return Set.of(JWSAlgorithm.EdDSA);
	}

	@Override
	public JCAContext getJCAContext() {
		return new JCAContext();
	}

}
