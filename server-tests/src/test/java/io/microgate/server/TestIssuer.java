package io.microgate.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Issues tokens, and writes its keys to a file.
 */
final class TestIssuer {

	static final String ISSUER = "https://issuer.example";

	private final ECKey key;

	TestIssuer() {
		try {
			this.key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Writes {@code jwks.json}. */
	void writeKeys(Path directory) {
		try {
			Files.writeString(directory.resolve("jwks.json"), new JWKSet(this.key.toPublicJWK()).toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String token(String subject) {
		return token(subject, null);
	}

	/** The claim {@code cnf} says what it is bound to. */
	String token(String subject, Map<String, Object> confirmation) {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(),
				new JWTClaimsSet.Builder().issuer(ISSUER)
					.subject(subject)
					.claim("roles", List.of("reader", "writer"))
					.claim("cnf", confirmation)
					.expirationTime(Date.from(Instant.now().plusSeconds(600)))
					.build());
		try {
			token.sign(new ECDSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

}
