package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * The key and the certificate of the client that tokens are bound to.
 */
final class SenderProofs {

	private final ECKey key;

	SenderProofs() throws JOSEException {
		this.key = new ECKeyGenerator(Curve.P_256).generate();
	}

	String thumbprint() {
		try {
			return this.key.computeThumbprint().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Proves the possession of the key for a request of the first route. */
	String proof(String token) {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("dpop+jwt"))
			.jwk(this.key.toPublicJWK())
			.build();
		JWTClaimsSet claims = new JWTClaimsSet.Builder().jwtID(UUID.randomUUID().toString())
			.issueTime(Date.from(Instant.now()))
			.claim("htm", "GET")
			.claim("htu", Tokens.ORIGIN + "/api/r1/books")
			.claim("ath", hash(token.getBytes(StandardCharsets.US_ASCII)))
			.build();
		SignedJWT proof = new SignedJWT(header, claims);
		try {
			proof.sign(new ECDSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return proof.serialize();
	}

	/** Makes the certificate, with the tool of the JDK, unless the file exists. */
	String certificateHash(Path file) throws IOException {
		if (!Files.exists(file)) {
			Path store = file.resolveSibling("client.p12");
			keytool("-genkeypair", "-alias", "client", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
					"CN=client.example.com", "-validity", "2", "-storetype", "PKCS12", "-storepass", "changeit",
					"-keystore", store.toString());
			keytool("-exportcert", "-alias", "client", "-storepass", "changeit", "-keystore", store.toString(), "-file",
					file.toString());
		}
		return hash(Files.readAllBytes(file));
	}

	private static void keytool(String... arguments) throws IOException {
		String[] command = new String[arguments.length + 1];
		command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		try {
			int status = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			if (status != 0) {
				throw new IOException("keytool ended with " + status);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private static String hash(byte[] content) {
		try {
			return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(content)).toString();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
