package io.microgate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

import com.nimbusds.jose.jwk.JWKSet;

import io.microgate.benchmarks.Scenario.State;

/**
 * Public keys and signed tokens of one run, in a directory that its processes share.
 */
final class Tokens {

	static final String EDDSA = "EdDSA";

	static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", EDDSA);

	static final String RSA = "rsa";

	static final String EC = "ec";

	static final String ED = "ed";

	static final String ISSUER = "https://idp.example.com/realms/bookstore";

	static final String AUDIENCE = "bookstore";

	static final String ORIGIN = "https://bookstore.example.com";

	static final String ROLE = "reader";

	static final int ROTATION = 10_000;

	private final Path directory;

	Tokens(Path directory) {
		this.directory = directory;
	}

	/** The name of the key that signs with an algorithm. */
	static String keyId(String algorithm) {
		if (algorithm.equals(EDDSA)) {
			return ED;
		}
		return algorithm.startsWith("ES") ? EC : RSA;
	}

	Path directory() {
		return this.directory;
	}

	/** The file with the key set, in a directory of its own. */
	Path keySetFile() {
		return this.directory.resolve("keys").resolve("jwks.json");
	}

	JWKSet keySet() throws IOException {
		try {
			return JWKSet.load(keySetFile().toFile());
		}
		catch (java.text.ParseException ex) {
			throw new IOException(ex);
		}
	}

	/** The certificate of the client, in DER. */
	Path certificateFile() {
		return this.directory.resolve("client.der");
	}

	X509Certificate certificate() throws IOException, CertificateException {
		try (InputStream content = Files.newInputStream(certificateFile())) {
			return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(content);
		}
	}

	/**
	 * Returns the file with the tokens of a state, one per line, each followed by its
	 * proof if it has one.
	 * @param algorithm the algorithm of their signatures
	 * @param state their state
	 * @return the file
	 */
	Path file(String algorithm, State state) {
		return this.directory.resolve(algorithm + "-" + state.tokens());
	}

	List<String> read(String algorithm, State state) throws IOException {
		return (state == State.MISSING) ? List.of() : Files.readAllLines(file(algorithm, state));
	}

}
